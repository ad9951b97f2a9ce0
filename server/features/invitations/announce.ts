import { loadViewer } from '#server/access/viewer-store.ts'
import type { Tx } from '#server/storage/command.ts'
import type { InvitationEvent } from '#shared/events/invitation-events.ts'
import type { InvitationRow } from './invitations-store.ts'

interface Actor {
  /** Null: somebody who answered by a link and has no sign-in. */
  actorId: string | null
  actorFor: string | null
}

/**
 * Appends what happened to an invitation: to the chair's office, and to who made it where they are
 * not of the office. Never to the space: pending invitations are seen by inviters only.
 */
export async function announce(
  tx: Tx,
  event: InvitationEvent,
  invitation: InvitationRow,
  actor: Actor,
): Promise<void> {
  const happened = {
    ...event,
    groupId: invitation.group_id,
    spaceId: invitation.space_id,
    subject: { kind: 'invitation', id: invitation.id },
    ...actor,
  }
  tx.emit({ ...happened, audience: `office:${invitation.group_id}` })
  if (!invitation.created_by) return
  const maker = await loadViewer(tx.db, invitation.created_by, tx.now)
  if (!maker || maker.offices.includes(invitation.group_id)) return
  tx.emit({ ...happened, audience: `person:${invitation.created_by}` })
}

export function payloadOf(invitation: InvitationRow): {
  invitationId: string
  agencyId: string | null
} {
  return { invitationId: invitation.id, agencyId: invitation.agency_id }
}
