import { canSee } from '#shared/rules/rights.ts'
import type { PeopleDirectory } from '#server/access/people-directory.ts'
import { agencyInTheChair, loadViewer } from '#server/access/viewer-store.ts'
import type { Db } from '#server/storage/command.ts'
import type { Actor, AgencyPlate } from '#shared/contracts/people.ts'
import { mentionsIn } from '#shared/editor/mention-link.ts'
import type { Subject } from '#shared/rules/subject.ts'
import * as store from './mentionable-store.ts'
import { nameOf } from './render-stored.ts'

/** More would be a mailing and not a mention. */
const mostMentions = 50
const mostSuggestions = 8

/**
 * The names of those whom a text mentions and who may read where it stands (a space or a topic), by
 * `person:<id>` or `agency:<id>`. A mention must not tell outsiders of a space (H15).
 */
export async function mentionsAllowed(
  db: Db,
  people: PeopleDirectory,
  markdown: string,
  subject: Subject,
  now: number,
): Promise<Map<string, string>> {
  const allowed = new Map<string, string>()
  for (const { kind, id } of mentionsIn(markdown).slice(0, mostMentions)) {
    if (!(await mayReadHere(db, kind, id, subject, now))) continue
    const key = `${kind}:${id}`
    const name = await nameOf(db, people, key)
    if (name !== null) allowed.set(key, name)
  }
  return allowed
}

async function mayReadHere(
  db: Db,
  kind: 'person' | 'agency',
  id: string,
  subject: Subject,
  now: number,
): Promise<boolean> {
  if (kind === 'agency') return store.hasAgencyAccess(db, subject.spaceId ?? '', id, now)
  const viewer = await loadViewer(db, id, now)
  return viewer !== null && canSee(viewer, subject)
}

/** Suggestions for the picker: who may read the space, by the beginning of any word of a name. */
export async function mentionable(
  db: Db,
  people: PeopleDirectory,
  space: Subject,
  typed: string,
  now: number,
): Promise<{ people: Actor[]; agencies: AgencyPlate[] }> {
  const agencies = await store.agenciesWithAccess(db, space.id, now)
  const zone = await store.timeZoneOf(db, space.groupId)
  const persons = await store.peopleWithAccess(
    db,
    {
      spaceId: space.id,
      groupId: space.groupId,
      agencyIds: agencies.map((agency) => agency.id),
      chairId: await agencyInTheChair(db, space.groupId, zone, now),
    },
    now,
  )
  const query = folded(typed)
  const found = new Map<string, Actor>()
  for (const row of persons) {
    if (found.size >= mostSuggestions) break
    if (!beginsAWord(row.name, query) || found.has(row.id)) continue
    const actor = await people.actor(db, row.id, row.agency_id)
    if (actor) found.set(row.id, actor)
  }
  const plates: AgencyPlate[] = []
  for (const agency of agencies) {
    if (plates.length >= mostSuggestions) break
    const words = [agency.acronym, agency.name, agency.label, agency.alt_labels].join(' ')
    const plate = beginsAWord(words, query) ? await people.agency(db, agency.id) : null
    if (plate) plates.push(plate)
  }
  return { people: [...found.values()], agencies: plates }
}

/** Case and accents do not matter to who types a name. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function beginsAWord(words: string, query: string): boolean {
  if (query === '') return true
  const text = folded(words)
  if (text.startsWith(query)) return true
  let at = text.indexOf(query)
  while (at > 0) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return true
    at = text.indexOf(query, at + 1)
  }
  return false
}
