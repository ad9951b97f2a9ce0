import type { Tx } from '#server/storage/command.ts'
import type { IdentityEvent } from '#shared/events/identity-events.ts'
import { groupsToTell } from './person-store.ts'

/** To whom an event about a person goes, in each group that has to do with them. */
export type Told = 'group' | 'person' | 'office'

/**
 * Appends `event`, about `personId`, for each of those told. What is made on the machine goes to
 * the person and to the chair's office (H24), with nobody as its actor.
 */
export async function tell(
  tx: Tx,
  event: IdentityEvent,
  about: { personId: string; actorId: string | null; told: Told[] },
): Promise<void> {
  for (const groupId of await groupsToTell(tx.db, about.personId)) {
    for (const told of about.told) {
      tx.emit({
        ...event,
        groupId,
        audience: told === 'person' ? `person:${about.personId}` : `${told}:${groupId}`,
        spaceId: null,
        subject: { kind: 'person', id: about.personId },
        actorId: about.actorId,
        actorFor: null,
      })
    }
  }
}
