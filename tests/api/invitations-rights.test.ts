import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import type { invitations } from '#shared/contracts/invitations.ts'
import type { BrowserLike } from '#tests/support/browser-like.ts'
import { addAccess, addPerson, ids } from '#tests/support/inviting-group.ts'
import { type InvitingWorld, invitingWorld } from '#tests/support/inviting-world.ts'

type Sent = z.output<(typeof invitations.send)['response']>['invitations'][number]
type Row = z.output<(typeof invitations.list)['response']>['invitations'][number]
type Candidates = z.output<(typeof invitations.candidates)['response']>
type Listed = z.output<(typeof invitations.readList)['response']>

const askIn = `/api/spaces/${ids.space}/invitations`
const worldBank = { agencyId: ids.worldBank, isForAgency: true }
const colleague = { agencyId: ids.ilo, isForAgency: false, email: 'kim@ilo.org' }

async function send(browser: BrowserLike, recipient: object, more: object = {}) {
  const body = { recipients: [recipient], role: 'takesPart', ...more }
  const answer = await browser.post<{ invitations: Sent[]; code?: string }>(askIn, body)
  return { ...answer, sent: answer.body.invitations?.[0] as Sent }
}

async function rows(browser: BrowserLike): Promise<Row[]> {
  return (await browser.get<{ invitations: Row[] }>(askIn)).body.invitations
}

async function joinBy(made: InvitingWorld, link: string | null, email = 'nora@worldbank.example') {
  const browser = made.browser()
  await browser.get(link ?? '')
  const person = { name: 'New Person', email, language: 'en' }
  const joined = await browser.post<{ personId: string }>('/api/invitation/join', {
    person,
    seatRole: 'focalPoint',
  })
  expect(joined.status).toBe(200)
  return { browser, personId: joined.body.personId }
}

async function outcomeFor(browser: BrowserLike, personId: string, agencyId: string) {
  const recipient = { agencyId, isForAgency: false, email: `${personId}@example.org` }
  return (await send(browser, recipient)).sent.outcome
}

describe('a focal point', () => {
  test('proposes an agency; the office’s Accept sends it, and the proposer learns the answer', async () => {
    const made = await invitingWorld()
    const focal = await made.signedIn(ids.iloFocal)
    const office = await made.signedIn(ids.office)
    const { sent } = await send(focal, worldBank, { message: 'They asked for it' })
    expect(sent).toMatchObject({ outcome: 'proposed', link: null, mail: null, expiresAt: null })
    expect((await rows(office))[0]).toMatchObject({
      id: sent.id,
      state: 'proposed',
      invitedBy: { personId: ids.iloFocal, agency: { id: ids.ilo } },
      may: { resend: false, revoke: true, decide: true, showLink: false },
    })
    const decision = await office.post<{ sent: Sent }>(`/api/invitations/${sent.id}/decision`, {
      accept: true,
    })
    expect(decision.body.sent).toMatchObject({ id: sent.id, outcome: 'linkToCopy' })
    await joinBy(made, decision.body.sent.link)
    expect(await rows(focal)).toMatchObject([
      {
        id: sent.id,
        state: 'accepted',
        may: { resend: false, revoke: false, decide: false, showLink: false },
      },
    ])
    const told = await made.arrange
      .selectFrom('event')
      .select('kind')
      .where('audience', '=', `person:${ids.iloFocal}`)
      .where('kind', 'like', 'invitation.%')
      .orderBy('seq')
      .execute()
    expect(told.map((event) => event.kind)).toEqual([
      'invitation.proposed',
      'invitation.sent',
      'invitation.accepted',
    ])
  })

  test('gets a declined proposal back, and may take back one that waits', async () => {
    const made = await invitingWorld()
    const focal = await made.signedIn(ids.iloFocal)
    const office = await made.signedIn(ids.office)
    const declined = await send(focal, worldBank)
    const decision = `/api/invitations/${declined.sent.id}/decision`
    expect((await office.post(decision, { accept: false })).body).toEqual({ sent: null })
    expect((await office.post(decision, { accept: true })).body).toMatchObject({ code: 'conflict' })
    const second = await send(focal, worldBank)
    expect((await focal.post(`/api/invitations/${second.sent.id}/revoke`)).status).toBe(204)
    expect((await rows(focal)).map((row) => row.state)).toEqual(['revoked', 'declined'])
  })

  test('neither decides a proposal, nor sends, shows or revokes what the office made its own', async () => {
    const made = await invitingWorld()
    const focal = await made.signedIn(ids.iloFocal)
    const office = await made.signedIn(ids.office)
    const { sent } = await send(focal, worldBank)
    const act = async (path: string, body?: object) =>
      (await focal.post<{ code: string }>(`/api/invitations/${sent.id}/${path}`, body)).body.code
    expect(await act('decision', { accept: true })).toBe('forbidden')
    expect(await act('resend')).toBe('forbidden')
    await office.post(`/api/invitations/${sent.id}/decision`, { accept: true })
    expect(await act('resend')).toBe('forbidden')
    expect(await act('resend', { isToShow: true })).toBe('forbidden')
    expect(await act('revoke')).toBe('forbidden')
  })

  test('brings a colleague of its own agency without the office, and only in a role the agency has', async () => {
    const made = await invitingWorld()
    const focal = await made.signedIn(ids.iloFocal)
    const { sent } = await send(focal, colleague)
    expect(sent.outcome).toBe('linkToCopy')
    const { personId } = await joinBy(made, sent.link, 'kim@ilo.org')
    const seat = await made.arrange
      .selectFrom('seat')
      .selectAll()
      .where('person_id', '=', personId)
      .executeTakeFirst()
    expect(seat).toMatchObject({ agency_id: ids.ilo, role: 'focalPoint' })

    const foreign = await send(focal, { ...colleague, agencyId: ids.worldBank })
    const agencyless = await send(focal, {
      agencyId: null,
      isForAgency: false,
      email: 'x@example.org',
    })
    expect([foreign.sent.outcome, agencyless.sent.outcome]).toEqual(['proposed', 'proposed'])
    expect((await send(focal, colleague, { seatRole: 'principal' })).body.code).toBe('invalid')

    const updated = made.arrange.updateTable('space_access').set({ role: 'reads' })
    await updated.where('agency_id', '=', ids.ilo).execute()
    await addAccess(made.arrange, ids.space, { personId: ids.iloFocal })
    const { sent: more } = await send(focal, { ...colleague, email: 'lee@ilo.org' })
    expect(more.outcome).toBe('proposed')
  })

  test('brings nobody on access that its agency has lost since', async () => {
    const made = await invitingWorld()
    const { sent } = await send(await made.signedIn(ids.iloFocal), colleague)
    const ended = made.arrange
      .updateTable('space_access')
      .set({ ended_at: 1 })
      .where('agency_id', '=', ids.ilo)
    await ended.execute()
    const browser = made.browser()
    await browser.get(sent.link ?? '')
    expect((await browser.get('/api/invitation')).body).toMatchObject({ code: 'link_revoked' })
  })

  test('sees its own invitations and their standing only; the office’s pending ones are not shown', async () => {
    const made = await invitingWorld()
    const office = await made.signedIn(ids.office)
    const focal = await made.signedIn(ids.iloFocal)
    await send(office, worldBank)
    const candidates = `/api/spaces/${ids.space}/invitation-candidates`
    const standing = async (browser: BrowserLike) => {
      const { agencies, maySend, ownAgencyIds } = (await browser.get<Candidates>(candidates)).body
      return {
        maySend,
        ownAgencyIds,
        agencies: agencies.map((agency) => `${agency.acronym} ${agency.standing}`),
      }
    }
    const others = ['DESA here', 'ILO here', 'UNHCR none']
    expect(await standing(office)).toEqual({
      maySend: true,
      ownAgencyIds: [],
      agencies: [...others, 'World Bank invited'],
    })
    expect(await standing(focal)).toEqual({
      maySend: false,
      ownAgencyIds: [ids.ilo],
      agencies: [...others, 'World Bank none'],
    })
    expect(await rows(focal)).toEqual([])
    const { sent } = await send(focal, worldBank)
    expect(sent.outcome).toBe('proposed')
    expect((await rows(office)).map((row) => row.state).sort()).toEqual(['proposed', 'sent'])
  })

  test('learns of its own agency’s people only whether an address is here', async () => {
    const made = await invitingWorld()
    const focal = await made.signedIn(ids.iloFocal)
    expect(await outcomeFor(focal, ids.iloPrincipal, ids.ilo)).toBe('alreadyHere')
    expect(await outcomeFor(focal, ids.office, ids.desa)).toBe('proposed')
    expect(await outcomeFor(await made.signedIn(ids.office), ids.iloFocal, ids.ilo)).toBe(
      'alreadyHere',
    )
  })
})

describe('who is not an inviter', () => {
  test.each([
    ['an observer', ids.observer, 'forbidden'],
    ['a focal point of an agency outside', ids.unhcrFocal, 'not_found'],
    ['the administrator, by the mark alone (H24)', ids.administrator, 'not_found'],
  ])(
    '%s neither sends, nor lists, nor reads a list, nor touches an invitation',
    async (_who, personId, code) => {
      const made = await invitingWorld()
      const { sent } = await send(await made.signedIn(ids.office), worldBank)
      const browser = await made.signedIn(personId)
      const unknown = code === 'forbidden' ? 'forbidden' : 'not_found'
      expect((await send(browser, worldBank)).body.code).toBe(unknown)
      expect((await browser.get(askIn)).body).toMatchObject({ code: unknown })
      expect(
        (await browser.get(`/api/spaces/${ids.space}/invitation-candidates`)).body,
      ).toMatchObject({ code: unknown })
      const list = await browser.post(`/api/spaces/${ids.space}/invitation-list`, {
        text: 'a@ilo.org',
      })
      expect(list.body).toMatchObject({ code: unknown })
      for (const act of ['resend', 'revoke', 'decision']) {
        const body = act === 'decision' ? { accept: true } : undefined
        const answer = await browser.post(`/api/invitations/${sent.id}/${act}`, body)
        const never = await browser.post(`/api/invitations/${'0'.repeat(24)}/${act}`, body)
        expect(answer.body).toEqual(never.body)
        expect(answer.body).toMatchObject({ code: 'not_found' })
      }
    },
  )

  test('a person who joined by a shown link reads and posts in that space, and invites nobody (H10)', async () => {
    const made = await invitingWorld()
    await addAccess(made.arrange, ids.otherSpace, { agencyId: ids.worldBank })
    const { sent } = await send(await made.signedIn(ids.office), worldBank)
    const { browser, personId } = await joinBy(made, sent.link)
    const space = await browser.get<{ may: Record<string, boolean>; access: object }>(
      `/api/spaces/${ids.space}`,
    )
    expect(space.body.may).toMatchObject({
      startTopic: true,
      invite: false,
      proposeInvitation: false,
    })
    expect(space.body.access).toMatchObject({ reason: 'person', role: 'takesPart' })
    expect((await browser.get(`/api/spaces/${ids.otherSpace}`)).body).toMatchObject({
      code: 'not_found',
    })
    expect((await send(browser, colleague)).body.code).toBe('unconfirmed')
    expect((await browser.get(`/api/groups/${ids.group}/members`)).body).toMatchObject({
      code: 'forbidden',
    })

    const office = await made.signedIn(ids.office)
    expect((await office.post(`/api/persons/${personId}/confirmation`)).status).toBe(204)
    expect((await browser.get(`/api/spaces/${ids.otherSpace}`)).status).toBe(200)
  })
})

describe('a pasted list', () => {
  test('is matched to agencies by domain, with its doubts, and sends nothing', async () => {
    const made = await invitingWorld()
    await addPerson(made.arrange, 'person0here', ids.ilo, 'alternate', { email: 'here@ilo.org' })
    const office = await made.signedIn(ids.office)
    const text = [
      'Focal Person <kim@ilo.org>; "Ode, Ana" <ana@geneva.unhcr.org>',
      'secretariat@desa.un.org, KIM@ilo.org',
      'someone@example.org; here@ilo.org',
      'not an address',
    ].join('\n')
    const { body } = await office.post<Listed>(`/api/spaces/${ids.space}/invitation-list`, { text })
    expect(
      body.recipients.map(({ agency, ...rest }) => ({ ...rest, agency: agency?.acronym ?? null })),
    ).toEqual([
      { line: 1, email: 'kim@ilo.org', name: 'Focal Person', agency: 'ILO', doubt: null },
      { line: 1, email: 'ana@geneva.unhcr.org', name: 'Ode, Ana', agency: 'UNHCR', doubt: null },
      { line: 2, email: 'secretariat@desa.un.org', name: null, agency: 'DESA', doubt: null },
      { line: 2, email: 'KIM@ilo.org', name: null, agency: 'ILO', doubt: 'twice' },
      { line: 3, email: 'someone@example.org', name: null, agency: null, doubt: 'noAgency' },
      { line: 3, email: 'here@ilo.org', name: null, agency: 'ILO', doubt: 'alreadyHere' },
    ])
    expect(body.unread).toEqual([{ line: 4, text: 'not an address' }])
    expect(await rows(office)).toEqual([])
  })
})
