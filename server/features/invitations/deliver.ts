import { queueMail } from '#server/mail/queue-mail-store.ts'
import type { Tx } from '#server/storage/command.ts'
import { linkLifetime, moved } from '#shared/rules/invitation.ts'
import type { InvitationRow } from './invitations-store.ts'
import * as store from './invitations-store.ts'

/** How an invitation leaves: what the main thread made ready before the command. */
export interface Means {
  isMailConfigured: boolean
  /** SHA-256 of the secret of a link to show; the secret itself reaches neither thread nor row. */
  linkHash: string
}

export type Delivery = 'mailed' | 'linkToCopy'

/** What a command says of one recipient. `linkHash` is that of the link which now works, if shown. */
export interface Sent {
  id: string | null
  agencyId: string | null
  email: string | null
  outcome: Delivery | 'proposed' | 'alreadyHere'
  linkHash: string | null
  expiresAt: number | null
}

/**
 * Sends an invitation, anew or again: earlier links end, 30 days begin. By mail where mail is
 * configured and there is an address (the link is made when the letter leaves, H9), else as a link
 * to copy. Throws `conflict` where its state does not allow sending.
 */
export async function deliver(tx: Tx, invitation: InvitationRow, means: Means): Promise<Sent> {
  const state = moved(invitation, 'send', tx.now)
  const expiresAt = tx.now + linkLifetime
  await store.voidLinks(tx.db, invitation.id, tx.realNow)
  await store.updateInvitation(tx.db, invitation.id, {
    state,
    sent_at: tx.now,
    expires_at: expiresAt,
  })
  const isMailed = means.isMailConfigured && invitation.email !== null
  if (invitation.email !== null) {
    await queueMail(tx, {
      kind: 'invitation',
      personId: null,
      invitationId: invitation.id,
      address: invitation.email,
      isMailConfigured: means.isMailConfigured,
    })
  }
  if (!isMailed) await showLink(tx, invitation, means.linkHash)
  return {
    id: invitation.id,
    agencyId: invitation.agency_id,
    email: invitation.email,
    outcome: isMailed ? 'mailed' : 'linkToCopy',
    linkHash: isMailed ? null : means.linkHash,
    expiresAt,
  }
}

/** A link for the screen: the one shown before ends, one that was mailed does not. */
export async function showLink(tx: Tx, invitation: InvitationRow, linkHash: string): Promise<void> {
  await store.voidLinks(tx.db, invitation.id, tx.realNow, 'screen')
  await store.insertLink(tx.db, {
    tokenHash: linkHash,
    invitationId: invitation.id,
    channel: 'screen',
    at: tx.realNow,
  })
}
