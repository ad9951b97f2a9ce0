import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { chairsOn, type Term, termStateOn } from '#server/features/groups/chair-policy.ts'
import type { groups } from '#shared/contracts/groups.ts'
import type { BrowserLike } from '#tests/support/browser-like.ts'
import { addAccess, addPerson, ids } from '#tests/support/inviting-group.ts'
import { invitingWorld } from '#tests/support/inviting-world.ts'

type Members = z.output<(typeof groups.members)['response']>

const page = `/api/groups/${ids.group}/members`
const seatOf = (personId: string) => `seat${personId.slice(6)}`

async function members(browser: BrowserLike): Promise<Members> {
  return (await browser.get<Members>(page)).body
}

async function emails(browser: BrowserLike): Promise<Record<string, string | null>> {
  const { seats } = await members(browser)
  return Object.fromEntries(
    seats.map((seat) => [seat.person?.id ?? '', seat.person?.email ?? null]),
  )
}

const address = (personId: string) => `${personId}@example.org`

describe('the members page', () => {
  test('shows addresses to the office, to a principal those of the own agency, and else one’s own', async () => {
    const made = await invitingWorld()
    const office = await emails(await made.signedIn(ids.office))
    expect(Object.values(office)).not.toContain(null)
    const principal = await emails(await made.signedIn(ids.iloPrincipal))
    expect(principal).toMatchObject({
      [ids.iloFocal]: address(ids.iloFocal),
      [ids.office]: null,
      [ids.unhcrFocal]: null,
    })
    const focal = await emails(await made.signedIn(ids.iloFocal))
    expect(focal).toMatchObject({
      [ids.iloFocal]: address(ids.iloFocal),
      [ids.iloPrincipal]: null,
      [ids.office]: null,
    })
  })

  test('shows an administrator without a seat names and seats, and nothing more (H24)', async () => {
    const made = await invitingWorld()
    const term = {
      id: 'term000000',
      group_id: ids.group,
      agency_id: ids.desa,
      state: 'inOffice',
      is_interim: 0 as const,
    }
    await made.arrange
      .insertInto('chairmanship')
      .values({ ...term, from_date: '2000-01-01', until_date: '2999-12-31' })
      .execute()
    const shown = await members(await made.signedIn(ids.administrator))
    expect(shown.seats.map((seat) => seat.person?.name)).toContain('person ilo fp')
    expect(shown.seats.flatMap((seat) => seat.person?.email ?? [])).toEqual([])
    expect(
      shown.seats.filter((seat) => seat.may.end || seat.may.markKeeper || seat.may.confirm),
    ).toEqual([])
    expect(
      shown.agencies.flatMap((agency) => [...agency.domains, agency.membership, agency.chair]),
    ).toEqual([null, null, null, null, null, null, null, null])
    expect({ terms: shown.chairmanships, may: shown.may }).toEqual({
      terms: [],
      may: { invite: false },
    })
  })

  test('is closed to an observer, and not there for who has no seat', async () => {
    const made = await invitingWorld()
    expect((await (await made.signedIn(ids.observer)).get(page)).body).toMatchObject({
      code: 'forbidden',
    })
    await addPerson(made.arrange, 'person0nobody', null, null)
    expect((await (await made.signedIn('person0nobody')).get(page)).body).toMatchObject({
      code: 'not_found',
    })
  })

  test('names the chair by the day in the group’s time zone', async () => {
    const made = await invitingWorld()
    const today = new Date().toISOString().slice(0, 10)
    const terms = [
      ['term000001', ids.ilo, '2000-01-01', '2000-06-30', 'concluded'],
      ['term000002', ids.desa, '2000-07-01', today, 'inOffice'],
      ['term000003', ids.unhcr, '2990-01-01', '2990-12-31', 'confirmed'],
    ] as const
    for (const [id, agency_id, from_date, until_date, state] of terms) {
      await made.arrange
        .insertInto('chairmanship')
        .values({ id, group_id: ids.group, agency_id, from_date, until_date, state, is_interim: 0 })
        .execute()
    }
    const shown = await members(await made.signedIn(ids.iloFocal))
    expect(shown.agencies.map((agency) => [agency.acronym, agency.chair])).toEqual([
      ['DESA', 'current'],
      ['ILO', 'previous'],
      ['UNHCR', 'next'],
      ['World Bank', null],
    ])
    expect(shown.chairmanships.map((term) => [term.agency?.acronym, term.state])).toEqual([
      ['ILO', 'concluded'],
      ['DESA', 'inOffice'],
      ['UNHCR', 'confirmed'],
    ])
  })
})

function term(agencyId: string | null, from: string, until: string, state = 'confirmed'): Term {
  return { agencyId, from, until, state }
}

describe('the chair by date', () => {
  const terms = [
    term('a', '2007-01-01', '2007-06-30', 'inOffice'),
    term('b', '2007-07-01', '2007-12-31'),
    term(null, '2008-01-01', '2008-06-30', 'vacant'),
    term('c', '2008-07-01', '2008-12-31', 'nominated'),
  ]

  test.each([
    ['2007-06-30', { previous: null, current: 'a', next: 'b' }],
    ['2007-07-01', { previous: 'a', current: 'b', next: 'c' }],
    ['2008-03-01', { previous: 'b', current: null, next: 'c' }],
    ['2009-01-01', { previous: 'c', current: null, next: null }],
  ])('on %s', (today, chairs) => {
    expect(chairsOn(terms, today)).toEqual(chairs)
  })

  test('a term is in office and concluded by its dates, whatever was stored', () => {
    expect(terms.map((one) => termStateOn(one, '2007-08-01'))).toEqual([
      'concluded',
      'inOffice',
      'vacant',
      'nominated',
    ])
  })
})

describe('ending a seat', () => {
  test('ends the access that rests on it at once, and tells the group and the person', async () => {
    const made = await invitingWorld()
    const principal = await made.signedIn(ids.iloPrincipal)
    const focal = await made.signedIn(ids.iloFocal)
    expect((await focal.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    expect((await principal.ask('DELETE', `/api/seats/${seatOf(ids.iloFocal)}`)).status).toBe(204)
    expect((await focal.get(`/api/spaces/${ids.space}`)).body).toMatchObject({ code: 'not_found' })
    const events = await made.arrange.selectFrom('event').selectAll().orderBy('seq').execute()
    const told = events.filter((event) => !event.kind.startsWith('signIn'))
    expect(told.map((event) => `${event.kind} → ${event.audience}`)).toEqual([
      `seat.ended → group:${ids.group}`,
      `seat.ended → person:${ids.iloFocal}`,
      `space.gone → person:${ids.iloFocal}`,
    ])
    const again = await principal.ask('DELETE', `/api/seats/${seatOf(ids.iloFocal)}`)
    expect(again.body).toMatchObject({ code: 'not_found' })
  })

  test('ends a person’s own access with the last seat: a later seat does not bring it back', async () => {
    const made = await invitingWorld()
    const office = await made.signedIn(ids.office)
    await office.ask('DELETE', `/api/seats/${seatOf(ids.observer)}`)
    const seat = {
      id: 'seat0later',
      group_id: ids.group,
      person_id: ids.observer,
      role: 'observer',
      title: 'Observer',
    }
    await made.arrange
      .insertInto('seat')
      .values({ ...seat, is_seat_keeper: 0 })
      .execute()
    const observer = await made.signedIn(ids.observer)
    expect((await observer.get(`/api/spaces/${ids.space}`)).body).toMatchObject({
      code: 'not_found',
    })
  })

  test('ends what a person was invited to for that agency, and leaves what another seat gives', async () => {
    const made = await invitingWorld()
    const seat = {
      id: 'seat0second',
      group_id: ids.group,
      agency_id: ids.desa,
      person_id: ids.unhcrFocal,
    }
    await made.arrange
      .insertInto('seat')
      .values({ ...seat, role: 'alternate', title: 'Alternate', is_seat_keeper: 0 })
      .execute()
    const invitation = {
      id: 'invitation0unhcr',
      group_id: ids.group,
      space_id: ids.space,
      agency_id: ids.unhcr,
    }
    const facts = {
      is_for_agency: 0 as const,
      role: 'takesPart',
      message: '',
      state: 'accepted',
      created_at: 1,
    }
    await made.arrange
      .insertInto('invitation')
      .values({ ...invitation, ...facts })
      .execute()
    await addAccess(made.arrange, ids.space, { personId: ids.unhcrFocal }, 'reads')
    await made.arrange
      .updateTable('space_access')
      .set({ invitation_id: invitation.id })
      .where('person_id', '=', ids.unhcrFocal)
      .execute()

    await (await made.signedIn(ids.office)).ask('DELETE', `/api/seats/${seatOf(ids.unhcrFocal)}`)
    const person = await made.signedIn(ids.unhcrFocal)
    const space = await person.get<{ access: object }>(`/api/spaces/${ids.space}`)
    expect(space.body.access).toMatchObject({ reason: 'agency', agency: { id: ids.desa } })
  })

  test('is one’s own, the principal’s for the own agency, and the office’s', async () => {
    const made = await invitingWorld()
    const end = async (by: string, whose: string) =>
      (await (await made.signedIn(by)).ask('DELETE', `/api/seats/${seatOf(whose)}`)).status
    expect(await end(ids.iloFocal, ids.iloPrincipal)).toBe(403)
    expect(await end(ids.iloPrincipal, ids.unhcrFocal)).toBe(403)
    expect(await end(ids.administrator, ids.unhcrFocal)).toBe(403)
    expect(await end(ids.unhcrFocal, ids.unhcrFocal)).toBe(204)
    expect(await end(ids.office, ids.worldBankFocal)).toBe(204)
  })
})

describe('marking a seat keeper', () => {
  test('is the principal’s and the office’s, for focal points; a keeper sees the agency’s addresses', async () => {
    const made = await invitingWorld()
    const mark = async (by: string, whose: string, isSeatKeeper = true) =>
      (
        await (
          await made.signedIn(by)
        ).ask('PATCH', `/api/seats/${seatOf(whose)}`, { isSeatKeeper })
      ).status
    expect(await mark(ids.iloFocal, ids.iloFocal)).toBe(403)
    expect(await mark(ids.iloPrincipal, ids.iloPrincipal)).toBe(422)
    expect(await mark(ids.iloPrincipal, ids.iloFocal)).toBe(204)
    expect((await emails(await made.signedIn(ids.iloFocal)))[ids.iloPrincipal]).not.toBeNull()
    expect(await mark(ids.office, ids.iloFocal, false)).toBe(204)
    expect((await emails(await made.signedIn(ids.iloFocal)))[ids.iloPrincipal]).toBeNull()
    const marked = await made.arrange
      .selectFrom('event')
      .select('payload')
      .where('kind', '=', 'seat.keeperMarked')
      .execute()
    expect(marked.map((event) => JSON.parse(event.payload) as object)).toEqual([
      { seatId: seatOf(ids.iloFocal), isSeatKeeper: true },
      { seatId: seatOf(ids.iloFocal), isSeatKeeper: false },
    ])
  })
})
