import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { titleRank, wordsOf } from '#shared/rules/title-match.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import * as store from './find-store.ts'
import { readableSpaceIds } from './home-store.ts'
import { readersOf } from './notice-store.ts'

const mostOfAKind = 6

/** Best matches first; among equals the order in which they came. */
function best<T>(candidates: T[], titleOf: (candidate: T) => string, words: string[]): T[] {
  return candidates
    .map((candidate) => ({ candidate, rank: titleRank(titleOf(candidate), words) }))
    .filter((match) => match.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .slice(0, mostOfAKind)
    .map((match) => match.candidate)
}

const titled = (row: { title: string }) => row.title
const named = (row: { name: string }) => row.name

/** What the palette offers: rights stand inside each query, so nothing hidden is even compared. */
export async function findTitles(
  db: Db,
  people: PeopleDirectory,
  { viewer, subject, now, typed }: { viewer: Viewer; subject: Subject; now: number; typed: string },
): Promise<ResponseOf<typeof attention.find>> {
  const words = wordsOf(typed)
  if (words.length === 0) return { spaces: [], topics: [], drafts: [], people: [] }
  const { groupId } = subject
  const within = { groupId, spaceIds: await readableSpaceIds(db, viewer, groupId) }
  const persons = await visiblePersons(db, viewer, subject, within.spaceIds, now)
  const found = []
  for (const row of best(persons, named, words)) {
    found.push(await people.author(db, row.id, row.agencyId))
  }
  return {
    spaces: best(await store.spaceNames(db, within), named, words),
    topics: best(await store.topicTitles(db, viewer, within), titled, words),
    drafts: best(await store.draftTitles(db, viewer, within), titled, words),
    people: found,
  }
}

/** Everybody for who sees the group's members; else those with whom one shares a space. */
async function visiblePersons(
  db: Db,
  viewer: Viewer,
  subject: Subject,
  spaceIds: string[],
  now: number,
) {
  const { groupId } = subject
  const seesAll = can('group.seeMembers', viewer, subject) === null
  const shared = seesAll ? [] : await readersOf(db, groupId, spaceIds, now)
  const only = seesAll ? null : shared.map((reader) => reader.personId)
  const rows = await store.personNames(db, { groupId, only, now })
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
