import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { mayMove } from '#shared/rules/invitation.ts'
import { isAtLeast } from '#shared/rules/viewer.ts'
import { announce, payloadOf } from './announce.ts'
import { deliver, type Sent } from './deliver.ts'
import { type AgencyHere, type Asked, checkAsked, ground } from './invitations-policy.ts'
import * as store from './invitations-store.ts'
import { personHere } from './person-here.ts'

interface Recipient {
  agencyId: string | null
  email: string | null
  name: string | null
  isForAgency: boolean
}

interface Sending {
  caller: Caller
  spaceId: string
  recipients: Recipient[]
  role: SpaceRole
  seatRole: SeatRole | null
  message: string
  restsOn: string
  isMailConfigured: boolean
  /** One for each recipient, see `Means`. */
  linkHashes: string[]
}

/** Two names for one invitee: the agency by its address, where both have one, or the person's. */
function isSame(a: Recipient, b: Recipient): boolean {
  const emails = [a.email, b.email].map((email) => email && emailKey(email))
  if (a.isForAgency !== b.isForAgency) return false
  if (!a.isForAgency) return emails[0] !== null && emails[0] === emails[1]
  return a.agencyId === b.agencyId && (!emails[0] || !emails[1] || emails[0] === emails[1])
}

function recipientOf(row: store.InvitationRow): Recipient {
  return {
    agencyId: row.agency_id,
    email: row.email,
    name: row.name,
    isForAgency: row.is_for_agency === 1,
  }
}

/** Whether the invitee is in the space already with at least this role. */
async function isHere(
  tx: Tx,
  inviter: Authorized,
  recipient: Recipient,
  role: SpaceRole,
  agencyHere: AgencyHere | null,
): Promise<boolean> {
  const { subject, viewer } = inviter
  if (recipient.isForAgency) return agencyHere !== null && isAtLeast(agencyHere.role, role)
  if (recipient.email === null) return false
  const person = await personHere(tx.db, viewer, subject, recipient.email, tx.now)
  if (!person) return false
  const isOffice = person.offices.includes(subject.groupId)
  return isOffice || isAtLeast(person.spaces[subject.id]?.role ?? null, role)
}

/** The open invitation of the same invitee that a new one takes the place of, if there is one. */
async function openRow(
  tx: Tx,
  inviter: Authorized,
  recipient: Recipient,
): Promise<store.InvitationRow | null> {
  const { subject, viewer } = inviter
  // Who is not of the office neither learns of nor changes what others have sent.
  const by = viewer.offices.includes(subject.groupId) ? null : viewer.personId
  const rows = await store.invitationsTo(tx.db, subject.id, by)
  const same = rows.filter(
    (row) => mayMove(row, 'revoke', tx.now) && isSame(recipientOf(row), recipient),
  )
  return same[0] ?? null
}

async function writeRow(
  tx: Tx,
  inviter: Authorized,
  input: Sending,
  recipient: Recipient,
  accessId: string | null,
): Promise<store.InvitationRow> {
  const asked = {
    agency_id: recipient.agencyId,
    email: recipient.email,
    name: recipient.name,
    is_for_agency: recipient.isForAgency ? (1 as const) : (0 as const),
    role: input.role,
    seat_role: input.seatRole,
    message: input.message,
    rests_on: input.restsOn || null,
    rests_on_ref: null,
    access_id: accessId,
  }
  const { personId } = inviter.viewer
  const open = await openRow(tx, inviter, recipient)
  if (open) {
    const by = open.created_by ? {} : { created_by: personId, created_for: inviter.agencyId }
    // What the invitation rests on stays where nothing else is said: an import may know it.
    const basis = input.restsOn ? {} : { rests_on: open.rests_on, rests_on_ref: open.rests_on_ref }
    await store.updateInvitation(tx.db, open.id, { ...asked, ...by, ...basis })
    return { ...open, ...asked, ...by, ...basis }
  }
  const row: store.InvitationRow = {
    ...asked,
    id: newId(),
    group_id: inviter.subject.groupId,
    space_id: inviter.subject.id,
    state: 'created',
    created_by: personId,
    created_for: inviter.agencyId,
    accepted_by: null,
    created_at: tx.now,
    sent_at: null,
    expires_at: null,
    provenance: null,
  }
  await store.insertInvitation(tx.db, row)
  return row
}

/** Sends to one recipient, or keeps it as a proposal for the chair's office. */
async function inviteOne(
  tx: Tx,
  inviter: Authorized,
  input: Sending,
  recipient: Recipient,
  linkHash: string,
  here: Map<string, AgencyHere>,
): Promise<Sent> {
  const agencyHere = here.get(recipient.agencyId ?? '') ?? null
  if (await isHere(tx, inviter, recipient, input.role, agencyHere)) {
    const { agencyId, email } = recipient
    return { id: null, agencyId, email, outcome: 'alreadyHere', linkHash: null, expiresAt: null }
  }
  const asked: Asked = { ...recipient, role: input.role, seatRole: input.seatRole }
  const basis = ground(inviter.viewer, inviter.subject, asked, agencyHere)
  const row = await writeRow(tx, inviter, input, recipient, basis?.accessId ?? null)
  const actor = actorOf(inviter)
  if (!basis) {
    await store.updateInvitation(tx.db, row.id, {
      state: 'proposed',
      sent_at: null,
      expires_at: null,
    })
    await store.voidLinks(tx.db, row.id, tx.realNow)
    await announce(tx, { kind: 'invitation.proposed', payload: payloadOf(row) }, row, actor)
    const { agency_id: agencyId, email } = row
    return { id: row.id, agencyId, email, outcome: 'proposed', linkHash: null, expiresAt: null }
  }
  const sent = await deliver(tx, row, { isMailConfigured: input.isMailConfigured, linkHash })
  const kind = row.sent_at === null ? 'invitation.sent' : 'invitation.resent'
  await announce(tx, { kind, payload: payloadOf(row) }, row, actor)
  return sent
}

/**
 * Invites agencies and persons to a space, all of them or none: the office sends, others propose
 * (or bring a colleague of their own agency). Throws `invalid` with the recipient's path for an
 * agency of another group or a seat that is not theirs to name.
 */
const send = command('invitations.send', async (tx, input: Sending): Promise<Sent[]> => {
  const inviter = await authorize(tx, input.caller, 'invitation.propose', {
    kind: 'space',
    id: input.spaceId,
  })
  const agencies = await store.agenciesOf(tx.db, inviter.subject.groupId)
  const known = new Set(agencies.map((agency) => agency.id))
  const here = await store.agenciesHere(tx.db, input.spaceId, tx.now)
  const sent: Sent[] = []
  for (const [index, recipient] of input.recipients.entries()) {
    const at = `recipients.${index}`
    if (recipient.agencyId !== null && !known.has(recipient.agencyId)) {
      const message = 'not an agency of this group'
      throw new PlenaryError('invalid', message, [{ path: `${at}.agencyId`, message }])
    }
    checkAsked(
      inviter.viewer,
      inviter.subject,
      { ...recipient, role: input.role, seatRole: input.seatRole },
      at,
    )
    // Named twice in one list: a second link would end the first, which is on its way.
    if (input.recipients.slice(0, index).some((earlier) => isSame(earlier, recipient))) continue
    const linkHash = input.linkHashes[index] ?? ''
    sent.push(await inviteOne(tx, inviter, input, recipient, linkHash, here))
  }
  return sent
})

export const sendCommands = { send }
