import { describe, expect, test } from 'vitest'
import {
  agenciesByDomain,
  type InvitationAct,
  type InvitationState,
  isInDomains,
  linkProblem,
  mayMove,
  moved,
  nameableSeats,
  seatChoices,
  stateAt,
} from '#shared/rules/invitation.ts'

const states: InvitationState[] = [
  'proposed',
  'created',
  'sent',
  'accepted',
  'declined',
  'expired',
  'revoked',
]

describe('the states of an invitation', () => {
  const allowed: Record<InvitationAct, InvitationState[]> = {
    send: ['proposed', 'created', 'sent', 'expired'],
    refuse: ['proposed'],
    join: ['sent'],
    decline: ['sent'],
    revoke: ['proposed', 'created', 'sent', 'expired'],
  }

  test.each(Object.entries(allowed) as [InvitationAct, InvitationState[]][])(
    '%s is possible from %j and from nowhere else',
    (act, from) => {
      expect(states.filter((state) => mayMove({ state, expires_at: null }, act, 0))).toEqual(from)
    },
  )

  test('a sent one is expired from its instant on, with nothing written', () => {
    const invitation = { state: 'sent', expires_at: 1000 }
    expect([999, 1000].map((now) => stateAt(invitation, now))).toEqual(['sent', 'expired'])
    expect(() => moved(invitation, 'join', 1000)).toThrow('The invitation is expired by now.')
    expect(moved(invitation, 'send', 1000)).toBe('sent')
  })
})

describe('a link that no longer works', () => {
  const fresh = { used_at: null, voided_at: null }

  test.each<
    [string, { state: string; expires_at: number | null }, typeof fresh | object, string | null]
  >([
    ['works while sent', { state: 'sent', expires_at: 20 }, {}, null],
    ['was used', { state: 'accepted', expires_at: 20 }, { used_at: 5 }, 'link_used'],
    [
      'was voided by the use of another',
      { state: 'accepted', expires_at: 20 },
      { voided_at: 5 },
      'link_used',
    ],
    [
      'was replaced by a newer one',
      { state: 'sent', expires_at: 20 },
      { voided_at: 5 },
      'link_revoked',
    ],
    ['was revoked', { state: 'revoked', expires_at: 20 }, { voided_at: 5 }, 'link_revoked'],
    ['is past its days', { state: 'sent', expires_at: 10 }, {}, 'link_expired'],
  ])('%s', (_title, invitation, link, problem) => {
    expect(linkProblem(invitation, { ...fresh, ...link }, 10)).toBe(problem)
  })
})

describe('seats', () => {
  test('a joiner never chooses principal or secretariat', () => {
    expect(seatChoices('agency')).toEqual(['focalPoint', 'alternate'])
    expect(seatChoices(null)).toEqual(['observer'])
  })

  test('only the office names a principal or the secretariat, and nobody a guest', () => {
    expect(nameableSeats('agency', false)).toEqual([
      'focalPoint',
      'alternate',
      'delegate',
      'observer',
    ])
    expect(nameableSeats('agency', true)).toEqual([
      ...nameableSeats('agency', false),
      'principal',
      'secretariat',
    ])
    expect(nameableSeats(null, false)).toEqual(['observer'])
  })
})

describe('an address and the domains of agencies', () => {
  test('fits a domain or one above it, and never a mere ending', () => {
    expect(isInDomains('a@ILO.org', ['ilo.org'])).toBe(true)
    expect(isInDomains('a@geneva.ilo.org', ['ilo.org'])).toBe(true)
    expect(isInDomains('a@silo.org', ['ilo.org'])).toBe(false)
    expect(isInDomains('a@ilo.org.evil.example', ['ilo.org'])).toBe(false)
    expect(isInDomains('ilo.org@evil.example', ['ilo.org'])).toBe(false)
  })

  test('belongs to the agency with the longest domain, and to two only when they share it', () => {
    const un = { id: 'un', domains: ['un.org'] }
    const desa = { id: 'desa', domains: ['desa.un.org'] }
    const twin = { id: 'twin', domains: ['desa.un.org'] }
    expect(agenciesByDomain('a@desa.un.org', [un, desa])).toEqual([desa])
    expect(agenciesByDomain('a@x.un.org', [un, desa])).toEqual([un])
    expect(agenciesByDomain('a@desa.un.org', [un, desa, twin])).toEqual([desa, twin])
    expect(agenciesByDomain('a@example.org', [un, desa])).toEqual([])
  })
})
