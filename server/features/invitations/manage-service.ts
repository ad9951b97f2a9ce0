import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { linkProblem, moved } from '#shared/rules/invitation.ts'
import { announce, payloadOf } from './announce.ts'
import { deliver, type Means, type Sent, showLink } from './deliver.ts'
import { mayDo } from './invitations-policy.ts'
import * as store from './invitations-store.ts'

interface ToOne {
  caller: Caller
  invitationId: string
}

/** The invitation, for one of the acts that the policy knows. Throws `forbidden`, or `conflict` by its state. */
async function forAct(
  tx: Tx,
  authorized: Authorized,
  act: keyof ReturnType<typeof mayDo>,
): Promise<store.InvitationRow> {
  const { subject, viewer } = authorized
  const row = await store.findInvitation(tx.db, subject.id)
  const isOffice = viewer.offices.includes(subject.groupId)
  if (!mayDo(viewer, subject, row, tx.now)[act]) {
    throw new PlenaryError(isOffice || row.access_id !== null ? 'conflict' : 'forbidden')
  }
  return row
}

/**
 * Sends again: a new link for 30 days, the old ones end. With `isToShow` only a link for the screen
 * is made anew: the 30 days run on, and a link that was mailed stays good.
 */
const resend = command(
  'invitations.resend',
  async (tx, input: ToOne & Means & { isToShow: boolean }) => {
    const on = { kind: 'invitation', id: input.invitationId } as const
    const authorized = await authorize(tx, input.caller, 'invitation.manage', on)
    const row = await forAct(tx, authorized, input.isToShow ? 'showLink' : 'resend')
    if (input.isToShow) {
      await showLink(tx, row, input.linkHash)
      return toShow(row, input.linkHash)
    }
    const sent = await deliver(tx, row, input)
    const kind = row.sent_at === null ? 'invitation.sent' : 'invitation.resent'
    await announce(tx, { kind, payload: payloadOf(row) }, row, actorOf(authorized))
    return sent
  },
)

function toShow(row: store.InvitationRow, linkHash: string): Sent {
  const { id, agency_id: agencyId, email, expires_at: expiresAt } = row
  return { id, agencyId, email, outcome: 'linkToCopy', linkHash, expiresAt }
}

/** Revokes it with all its links; for a proposal of one's own: takes it back. */
const revoke = command('invitations.revoke', async (tx, input: ToOne) => {
  const on = { kind: 'invitation', id: input.invitationId } as const
  const authorized = await authorize(tx, input.caller, 'invitation.manage', on)
  const row = await forAct(tx, authorized, 'revoke')
  const state = moved(row, 'revoke', tx.now)
  await store.updateInvitation(tx.db, row.id, { state })
  await store.voidLinks(tx.db, row.id, tx.realNow)
  await announce(
    tx,
    { kind: 'invitation.revoked', payload: payloadOf(row) },
    row,
    actorOf(authorized),
  )
})

/** Answers a proposal: yes sends it in the proposer's name, no declines it. */
const decide = command(
  'invitations.decide',
  async (tx, input: ToOne & Means & { isAccepted: boolean }): Promise<Sent | null> => {
    const on = { kind: 'invitation', id: input.invitationId } as const
    const authorized = await authorize(tx, input.caller, 'invitation.decide', on)
    const row = await forAct(tx, authorized, 'decide')
    const actor = actorOf(authorized)
    if (input.isAccepted) {
      const sent = await deliver(tx, row, input)
      await announce(tx, { kind: 'invitation.sent', payload: payloadOf(row) }, row, actor)
      return sent
    }
    await store.updateInvitation(tx.db, row.id, { state: moved(row, 'refuse', tx.now) })
    await announce(tx, { kind: 'proposal.declined', payload: payloadOf(row) }, row, actor)
    return null
  },
)

/**
 * Makes the link of a letter as it leaves (H9): the only kind that proves an address. Throws
 * `link_…` where the invitation has ended, or is bound to another address by now.
 */
const mintMailedLink = command(
  'invitations.mintMailedLink',
  async (tx, input: { invitationId: string; address: string; tokenHash: string }) => {
    const row = await store.findInvitation(tx.db, input.invitationId)
    const problem = linkProblem(row, { used_at: null, voided_at: null }, tx.now)
    if (problem) throw new PlenaryError(problem)
    if (row.email !== input.address) throw new PlenaryError('link_revoked')
    await store.insertLink(tx.db, {
      tokenHash: input.tokenHash,
      invitationId: row.id,
      channel: 'mail',
      at: tx.realNow,
    })
  },
)

export const manageCommands = { resend, revoke, decide, mintMailedLink }
