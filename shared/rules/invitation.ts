import type { SeatRole } from './roles.ts'
import { PlenaryError, type ErrorCode } from '../errors.ts'
import { day } from '../time.ts'

/** DOMAIN.md's state machine of an invitation, as pure functions. */
export type InvitationState =
  | 'proposed'
  | 'created'
  | 'sent'
  | 'accepted'
  | 'declined'
  | 'expired'
  | 'revoked'

/** `refuse` answers a proposal, `decline` a link; `join` is the invitee's yes. */
export type InvitationAct = 'send' | 'refuse' | 'join' | 'decline' | 'revoke'

const transitions: Record<
  InvitationAct,
  { from: readonly InvitationState[]; to: InvitationState }
> = {
  send: { from: ['proposed', 'created', 'sent', 'expired'], to: 'sent' },
  refuse: { from: ['proposed'], to: 'declined' },
  join: { from: ['sent'], to: 'accepted' },
  decline: { from: ['sent'], to: 'declined' },
  revoke: { from: ['proposed', 'created', 'sent', 'expired'], to: 'revoked' },
}

/** For how long a link works, in milliseconds of domain time. */
export const linkLifetime = 30 * day

interface StoredInvitation {
  state: string
  /** Domain time; null before it was ever sent. */
  expires_at: number | null
}

/** The state at an instant of domain time: nothing is written when an invitation expires. */
export function stateAt(invitation: StoredInvitation, now: number): InvitationState {
  const { state, expires_at: expiresAt } = invitation
  if (state === 'sent' && expiresAt !== null && expiresAt <= now) return 'expired'
  return state as InvitationState
}

export function mayMove(invitation: StoredInvitation, act: InvitationAct, now: number): boolean {
  return transitions[act].from.includes(stateAt(invitation, now))
}

/** The state after `act`. Throws `conflict` where the state at `now` does not allow it. */
export function moved(
  invitation: StoredInvitation,
  act: InvitationAct,
  now: number,
): InvitationState {
  if (!mayMove(invitation, act, now)) {
    throw new PlenaryError('conflict', `The invitation is ${stateAt(invitation, now)} by now.`)
  }
  return transitions[act].to
}

interface StoredLink {
  used_at: number | null
  voided_at: number | null
}

/** Why a link no longer opens the invitation; null: it does. */
export function linkProblem(
  invitation: StoredInvitation,
  link: StoredLink,
  now: number,
): Extract<ErrorCode, `link_${string}`> | null {
  const state = stateAt(invitation, now)
  if (link.used_at !== null || state === 'accepted' || state === 'declined') return 'link_used'
  if (link.voided_at !== null || state === 'revoked') return 'link_revoked'
  if (state === 'expired') return 'link_expired'
  return state === 'sent' ? null : 'link_unknown'
}

/**
 * The seats among which a joiner chooses where the invitation names none: never principal or
 * secretariat. Without an agency there is no voice to give, only a place to read along.
 */
export function seatChoices(agencyId: string | null): SeatRole[] {
  return agencyId === null ? ['observer'] : ['focalPoint', 'alternate']
}

/** The seats that an inviter may name. A guest's seat hangs on an object and is given with it. */
export function nameableSeats(agencyId: string | null, isOffice: boolean): SeatRole[] {
  if (agencyId === null) return isOffice ? ['observer', 'secretariat'] : ['observer']
  const ofColleagues: SeatRole[] = ['focalPoint', 'alternate', 'delegate', 'observer']
  return isOffice ? [...ofColleagues, 'principal', 'secretariat'] : ofColleagues
}

/** Whether an address belongs to one of an agency's e-mail domains: the domain itself or one under it. */
export function isInDomains(email: string, domains: readonly string[]): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return domains.some(
    (domain) => host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`),
  )
}

/**
 * The agencies to which an address belongs by its domain: those with the longest domain that fits,
 * so that `x@un.org` and `x@esa.un.org` may be of different ones. More than one is a doubt.
 */
export function agenciesByDomain<T extends { domains: readonly string[] }>(
  email: string,
  agencies: readonly T[],
): T[] {
  const fits = agencies
    .map((agency) => {
      const lengths = agency.domains
        .filter((domain) => isInDomains(email, [domain]))
        .map((d) => d.length)
      return { agency, length: Math.max(0, ...lengths) }
    })
    .filter((fit) => fit.length > 0)
  const longest = Math.max(0, ...fits.map((fit) => fit.length))
  return fits.filter((fit) => fit.length === longest).map((fit) => fit.agency)
}
