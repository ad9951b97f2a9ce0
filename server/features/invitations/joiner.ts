import { loadViewer } from '#server/access/viewer-store.ts'
import type { Caller } from '#server/access/authorize.ts'
import type { Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { isInDomains } from '#shared/rules/invitation.ts'
import type { InvitationRow } from './invitations-store.ts'
import * as store from './invitations-store.ts'

export interface NewPerson {
  name: string
  email: string
  language: string
}

/** Who joins: `seats` are those that they hold in the group already. */
export interface Joiner {
  personId: string
  isNew: boolean
  hasPassword: boolean
  seats: { agency_id: string | null; role: string }[]
}

function isBoundTo(invitation: InvitationRow, key: string | null): boolean {
  return invitation.email !== null && key === emailKey(invitation.email)
}

/**
 * A person who joins with the link. The address is proven only where the link was mailed to it
 * (H9). Throws `wrong_address` where link and address do not belong together, and `person_exists`
 * where the link is bound to the proven address of somebody: a link never signs in a person who
 * exists (H10). A link bound to a domain, or to nothing, looks nobody up, so it tells nothing (H25).
 */
export async function newJoiner(
  tx: Tx,
  invitation: InvitationRow,
  channel: string,
  person: NewPerson,
): Promise<Joiner> {
  const key = emailKey(person.email)
  if (invitation.email !== null) {
    if (!isBoundTo(invitation, key)) throw new PlenaryError('wrong_address')
    if (await store.confirmedPerson(tx.db, key)) throw new PlenaryError('person_exists')
  } else {
    const domains = await store.domainsOf(tx.db, invitation.agency_id)
    if (domains.length > 0 && !isInDomains(key, domains)) throw new PlenaryError('wrong_address')
  }
  const isConfirmed = invitation.email !== null && channel === 'mail'
  const { timeZone } = await store.findSurroundings(tx.db, invitation.space_id)
  const personId = newId()
  await store.insertPerson(tx.db, {
    id: personId,
    name: person.name,
    email: person.email,
    email_key: key,
    is_confirmed: isConfirmed ? 1 : 0,
    language: person.language,
    time_zone: timeZone,
    created_at: tx.now,
  })
  return { personId, isNew: true, hasPassword: false, seats: [] }
}

/**
 * The person who is signed in and joins as themselves. Throws `wrong_address` where nothing says
 * that they belong to whom the link was given to: the address that it is bound to, one of the
 * agency's domains, or a seat of the agency. Else a forwarded link would let a confirmed colleague
 * of one agency speak for another (H10).
 */
export async function presentJoiner(
  tx: Tx,
  invitation: InvitationRow,
  caller: Caller,
): Promise<Joiner> {
  const viewer = await loadViewer(tx.db, caller.personId, tx.now)
  if (!viewer) throw new PlenaryError('not_signed_in')
  const person = await store.findPerson(tx.db, caller.personId)
  const seats = await store.seatsIn(tx.db, caller.personId, invitation.group_id, tx.now)
  const domains = await store.domainsOf(tx.db, invitation.agency_id)
  const { agency_id: agencyId } = invitation
  const belongs =
    invitation.email !== null
      ? isBoundTo(invitation, person.email_key)
      : agencyId === null ||
        seats.some((seat) => seat.agency_id === agencyId) ||
        (domains.length > 0 ? isInDomains(person.email_key ?? '', domains) : !viewer.isConfirmed)
  if (!belongs) throw new PlenaryError('wrong_address')
  const { id: personId, password_hash: password } = person
  return { personId, isNew: false, hasPassword: password !== null, seats }
}
