import type { Caller } from '#server/access/authorize.ts'
import { loadViewer } from '#server/access/viewer-store.ts'
import { fillSeat } from '#server/features/groups/index.ts'
import { grantAccess } from '#server/features/spaces/index.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { PlenaryError } from '#shared/errors.ts'
import { moved, seatChoices } from '#shared/rules/invitation.ts'
import { isAtLeast } from '#shared/rules/viewer.ts'
import { announce, payloadOf } from './announce.ts'
import { type Joiner, newJoiner, type NewPerson, presentJoiner } from './joiner.ts'
import type { InvitationRow } from './invitations-store.ts'
import * as store from './invitations-store.ts'
import { openedLink } from './opened-link.ts'

interface Joining {
  tokenHash: string | null
  /** Joins as themselves, unless `person` is given: somebody else at the same browser. */
  caller: Caller | null
  person: NewPerson | undefined
  seatRole: SeatRole | undefined
}

/** Takes the link out of use, and with it all others of the invitation (H9). */
async function consume(tx: Tx, tokenHash: string, invitationId: string): Promise<void> {
  if (!(await store.useLink(tx.db, tokenHash, tx.realNow))) throw new PlenaryError('link_used')
  await store.voidLinks(tx.db, invitationId, tx.realNow)
}

/** The seat to fill, or null where the joiner sits for this agency already. Throws `invalid`. */
function seatFor(
  invitation: InvitationRow,
  joiner: Joiner,
  chosen: SeatRole | undefined,
): SeatRole | null {
  const named = invitation.seat_role as SeatRole | null
  const { agency_id: agencyId } = invitation
  if (named)
    return joiner.seats.some((s) => s.agency_id === agencyId && s.role === named) ? null : named
  // Who is of the group already needs no seat to read along.
  if (joiner.seats.some((seat) => agencyId === null || seat.agency_id === agencyId)) return null
  const choices = seatChoices(agencyId)
  const seat = chosen ?? (choices.length === 1 ? choices[0] : undefined)
  if (seat && choices.includes(seat)) return seat
  throw new PlenaryError('invalid', 'Choose your seat.', [
    { path: 'seatRole', message: `one of ${choices.join(', ')}` },
  ])
}

/**
 * Lets in the agency, where it is the agency that was invited, and then the person, where that does
 * not let them in: someone else's colleague, or one whose address is not proven, who reads and
 * writes in this space only (H10).
 */
async function admit(tx: Tx, invitation: InvitationRow, personId: string): Promise<void> {
  const { space_id: spaceId, agency_id: agencyId } = invitation
  const role = invitation.role as SpaceRole
  const grant = {
    groupId: invitation.group_id,
    spaceId,
    role,
    restsOn:
      invitation.rests_on === null
        ? null
        : { text: invitation.rests_on, ref: invitation.rests_on_ref },
    invitationId: invitation.id,
    actorId: personId,
    actorFor: agencyId,
  }
  if (invitation.is_for_agency === 1 && agencyId !== null) {
    const here = (await store.agenciesHere(tx.db, spaceId, tx.now)).get(agencyId)
    if (!here || !isAtLeast(here.role, role))
      await grantAccess(tx, { ...grant, agencyId, personId: null })
  }
  const viewer = await loadViewer(tx.db, personId, tx.now)
  if (isAtLeast(viewer?.spaces[spaceId]?.role ?? null, role)) return
  await grantAccess(tx, { ...grant, agencyId: null, personId })
}

/**
 * Joins by the link that was opened, in one transaction: uses it up, makes the person (or takes who
 * is signed in), an additional seat, the access. Throws `link_…`, `wrong_address`, `person_exists`,
 * `not_signed_in`, `invalid` for a missing choice of seat, `closed` for an archived space.
 */
const join = command('invitations.join', async (tx, input: Joining) => {
  const { tokenHash, channel, invitation } = await openedLink(tx.db, input.tokenHash, tx.now)
  const state = moved(invitation, 'join', tx.now)
  const { archivedAt } = await store.findSurroundings(tx.db, invitation.space_id)
  if (archivedAt !== null) throw new PlenaryError('closed')
  if (!input.person && !input.caller) throw new PlenaryError('not_signed_in')
  const joiner = input.person
    ? await newJoiner(tx, invitation, channel, input.person)
    : await presentJoiner(tx, invitation, input.caller as Caller)
  await consume(tx, tokenHash, invitation.id)
  const { personId } = joiner
  const actor = { actorId: personId, actorFor: invitation.agency_id }
  const { group_id: groupId, agency_id: agencyId } = invitation
  const role = seatFor(invitation, joiner, input.seatRole)
  if (role) await fillSeat(tx, { groupId, agencyId, personId, role, ...actor })
  await admit(tx, invitation, personId)
  await store.updateInvitation(tx.db, invitation.id, { state, accepted_by: personId })
  if (joiner.isNew) {
    tx.emit({
      kind: 'person.joined',
      payload: { personId },
      groupId,
      audience: `group:${groupId}`,
      spaceId: null,
      subject: { kind: 'person', id: personId },
      ...actor,
    })
  }
  const payload = { ...payloadOf(invitation), personId }
  await announce(tx, { kind: 'invitation.accepted', payload }, invitation, actor)
  const { isNew, hasPassword } = joiner
  return { spaceId: invitation.space_id, personId, isNew, hasPassword }
})

const decline = command(
  'invitations.decline',
  async (tx, input: { tokenHash: string | null; caller: Caller | null }) => {
    const { tokenHash, invitation } = await openedLink(tx.db, input.tokenHash, tx.now)
    await consume(tx, tokenHash, invitation.id)
    await store.updateInvitation(tx.db, invitation.id, {
      state: moved(invitation, 'decline', tx.now),
    })
    const actor = { actorId: input.caller?.personId ?? null, actorFor: null }
    await announce(
      tx,
      { kind: 'invitation.declined', payload: payloadOf(invitation) },
      invitation,
      actor,
    )
  },
)

export const answerCommands = { join, decline }
