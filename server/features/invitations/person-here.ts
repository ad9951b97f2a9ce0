import { loadViewer } from '#server/access/viewer-store.ts'
import type { Db } from '#server/storage/command.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { knowsOf } from './invitations-policy.ts'
import * as store from './invitations-store.ts'

/**
 * The person with this proven address, where they are in the space already and the inviter may know
 * that; null otherwise, and alike for an address that nobody has.
 */
export async function personHere(
  db: Db,
  inviter: Viewer,
  space: Subject,
  email: string,
  now: number,
): Promise<Viewer | null> {
  const personId = await store.confirmedPerson(db, emailKey(email))
  const person = personId ? await loadViewer(db, personId, now) : null
  if (!person || !knowsOf(inviter, person, space.groupId)) return null
  const isHere = person.offices.includes(space.groupId) || person.spaces[space.id] !== undefined
  return isHere ? person : null
}
