import type { Db } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { linkProblem } from '#shared/rules/invitation.ts'
import * as store from './invitations-store.ts'

/** How a link's two parts look while it works. */
export interface OpenedLink {
  tokenHash: string
  /** `mail` or `screen`. */
  channel: string
  invitation: store.InvitationRow
}

/**
 * The invitation that a link opens at the domain instant `now`. Throws `link_unknown`, `link_used`,
 * `link_revoked` (also where a colleague was to be brought on access that the agency has lost), or
 * `link_expired`.
 */
export async function openedLink(
  db: Db,
  tokenHash: string | null,
  now: number,
): Promise<OpenedLink> {
  const link = tokenHash === null ? undefined : await store.findLink(db, tokenHash)
  if (!link) throw new PlenaryError('link_unknown')
  const invitation = await store.findInvitation(db, link.invitation_id)
  const problem = linkProblem(invitation, link, now)
  if (problem) throw new PlenaryError(problem)
  if (invitation.access_id !== null && !(await store.isAccessLive(db, invitation.access_id, now))) {
    throw new PlenaryError('link_revoked')
  }
  return { tokenHash: link.token_hash, channel: link.channel, invitation }
}
