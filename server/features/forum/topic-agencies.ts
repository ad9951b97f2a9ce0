import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import { agenciesOfTopics } from './topic-list-store.ts'

const mostKept = 5000

/**
 * Agencies by topic, kept between requests. They change only when a post is written, which raises
 * the topic's highest number: so that number, read in the reader's own snapshot, tells whether what
 * is kept still holds. Oldest entries go first.
 */
const kept = new Map<string, { highest: number; agencyIds: string[] }>()

/** Acronyms of the agencies that took part in these topics, in the order of their first posts. */
export async function acronymsByTopic(
  db: Db,
  people: PeopleDirectory,
  topics: { id: string; highest_number: number }[],
): Promise<Map<string, string[]>> {
  const stale = topics.filter((topic) => kept.get(topic.id)?.highest !== topic.highest_number)
  if (stale.length > 0) await read(db, stale)
  const acronyms = new Map<string, string>()
  const byTopic = new Map<string, string[]>()
  for (const topic of topics) {
    const agencyIds = kept.get(topic.id)?.agencyIds ?? []
    for (const id of agencyIds) {
      if (!acronyms.has(id)) acronyms.set(id, (await people.agency(db, id))?.acronym ?? '')
    }
    byTopic.set(
      topic.id,
      agencyIds.flatMap((id) => acronyms.get(id) || []),
    )
  }
  return byTopic
}

async function read(db: Db, topics: { id: string; highest_number: number }[]): Promise<void> {
  const fresh = new Map(topics.map((topic) => [topic.id, [] as string[]]))
  const rows = await agenciesOfTopics(db, { topicIds: [...fresh.keys()] })
  for (const row of rows) fresh.get(row.topic_id)?.push(row.agency_id)
  for (const { id, highest_number: highest } of topics) {
    kept.delete(id)
    kept.set(id, { highest, agencyIds: fresh.get(id) ?? [] })
  }
  for (const id of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(id)
  }
}
