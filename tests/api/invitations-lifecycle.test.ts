import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { mintInvitationLink } from '#server/features/invitations/index.ts'
import type { invitations } from '#shared/contracts/invitations.ts'
import { day } from '#shared/time.ts'
import type { BrowserLike } from '#tests/support/browser-like.ts'
import { addPerson, ids } from '#tests/support/inviting-group.ts'
import { type InvitingWorld, invitingWorld } from '#tests/support/inviting-world.ts'

type Sent = z.output<(typeof invitations.send)['response']>['invitations'][number]
type Opened = z.output<(typeof invitations.opened)['response']>
type Row = z.output<(typeof invitations.list)['response']>['invitations'][number]

const worldBank = { agencyId: ids.worldBank, isForAgency: true }
const newcomer = { name: 'Nora New', email: 'nora@worldbank.example', language: 'en' }
const askIn = `/api/spaces/${ids.space}/invitations`

async function world(smtpUrl: string | null = null) {
  const made = await invitingWorld(smtpUrl)
  return { ...made, office: await made.signedIn(ids.office) }
}

async function send(browser: BrowserLike, recipient: object, more: object = {}): Promise<Sent> {
  const answer = await browser.post<{ invitations: Sent[] }>(askIn, {
    recipients: [recipient],
    role: 'takesPart',
    ...more,
  })
  expect(answer).toMatchObject({ status: 200 })
  return answer.body.invitations[0] as Sent
}

async function open(made: InvitingWorld, link: string | null, browser = made.browser()) {
  await browser.get(link ?? '')
  return browser
}

function join(browser: BrowserLike, body: object = { person: newcomer, seatRole: 'focalPoint' }) {
  return browser.post<{ code?: string; spaceId: string; personId: string }>(
    '/api/invitation/join',
    body,
  )
}

async function stateOf(office: BrowserLike, id: string | null): Promise<string | undefined> {
  const { body } = await office.get<{ invitations: Row[] }>(askIn)
  return body.invitations.find((row) => row.id === id)?.state
}

async function kinds(made: InvitingWorld): Promise<string[]> {
  const rows = await made.arrange
    .selectFrom('event')
    .select(['kind', 'audience'])
    .orderBy('seq')
    .execute()
  return rows.map((row) => `${row.kind} → ${row.audience}`)
}

describe('inviting an agency', () => {
  test('leads from link to space: the page says where, joining signs in, the log tells whom it may', async () => {
    const made = await world()
    const sent = await send(made.office, worldBank, { message: 'Welcome', restsOn: 'Decision 3' })
    expect(sent).toMatchObject({ outcome: 'linkToCopy', agency: { id: ids.worldBank } })
    expect(sent.mail?.subject).toBe('Migration Group: The World Bank is invited to “Governance”')
    expect(sent.mail?.body).toContain(`${sent.link}\n`)

    const browser = await open(made, sent.link)
    const opened = await browser.get<Opened>('/api/invitation')
    expect(opened.body).toMatchObject({
      groupName: 'Migration Group',
      spaceName: 'Governance',
      agency: { id: ids.worldBank },
      isForAgency: true,
      role: 'takesPart',
      seatRole: null,
      seatChoices: ['focalPoint', 'alternate'],
      message: 'Welcome',
      restsOn: { text: 'Decision 3', ref: null },
      email: null,
      signedInAs: null,
    })
    const joined = await join(browser)
    expect(joined.body).toEqual({
      spaceId: ids.space,
      personId: expect.any(String) as string,
      offerPassword: true,
    })

    expect((await browser.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    expect(await stateOf(made.office, sent.id)).toBe('accepted')
    const person = `person:${joined.body.personId}`
    expect((await kinds(made)).filter((kind) => !kind.startsWith('signIn'))).toEqual([
      `invitation.sent → office:${ids.group}`,
      `seat.filled → group:${ids.group}`,
      `access.granted → space:${ids.space}`,
      `space.appeared → person:${ids.worldBankFocal}`,
      `space.appeared → ${person}`,
      `access.granted → space:${ids.space}`,
      `space.appeared → ${person}`,
      `person.joined → group:${ids.group}`,
      `invitation.accepted → office:${ids.group}`,
    ])
  })

  test('admits its present seats too, and displaces nobody', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    await join(await open(made, link))
    const colleague = await made.signedIn(ids.worldBankFocal)
    expect((await colleague.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    const seats = await made.arrange
      .selectFrom('seat')
      .select(['role', 'ended_at'])
      .where('agency_id', '=', ids.worldBank)
      .execute()
    expect(seats).toEqual([
      { role: 'focalPoint', ended_at: null },
      { role: 'focalPoint', ended_at: null },
    ])
  })

  test('that stands as pending in an imported file is sent again, as the same invitation', async () => {
    const made = await world()
    const imported = {
      id: 'invitation0wb',
      group_id: ids.group,
      space_id: ids.space,
      agency_id: ids.worldBank,
    }
    const facts = {
      is_for_agency: 1 as const,
      role: 'takesPart',
      message: '',
      state: 'created',
      created_at: 1,
    }
    await made.arrange
      .insertInto('invitation')
      .values({ ...imported, ...facts })
      .execute()
    const resent = await made.office.post<Sent>('/api/invitations/invitation0wb/resend')
    expect(resent.body).toMatchObject({ id: 'invitation0wb', outcome: 'linkToCopy' })
    expect(await stateOf(made.office, 'invitation0wb')).toBe('sent')

    const again = await send(made.office, worldBank)
    expect(again.id).toBe('invitation0wb')
    const joined = await join(await open(made, again.link))
    expect(joined.status).toBe(200)
    expect((await join(await open(made, resent.body.link))).body.code).toBe('link_used')
  })

  test('ends by expiry, revocation, refusal or use, each with its own answer', async () => {
    const made = await world()
    const declined = await send(made.office, worldBank)
    const stranger = await open(made, declined.link)
    expect((await stranger.post('/api/invitation/decline')).status).toBe(204)
    expect((await join(await open(made, declined.link))).body.code).toBe('link_used')
    expect(await stateOf(made.office, declined.id)).toBe('declined')

    const revoked = await send(made.office, worldBank)
    expect((await made.office.post(`/api/invitations/${revoked.id}/revoke`)).status).toBe(204)
    expect((await join(await open(made, revoked.link))).body.code).toBe('link_revoked')
    expect((await made.office.post(`/api/invitations/${revoked.id}/resend`)).body).toMatchObject({
      code: 'conflict',
    })

    const expired = await send(made.office, worldBank)
    await made.pass(30 * day)
    const late = await open(made, expired.link)
    expect((await late.get('/api/invitation')).body).toMatchObject({ code: 'link_expired' })
    expect((await join(late)).body.code).toBe('link_expired')
    expect(await stateOf(made.office, expired.id)).toBe('expired')

    const resent = await made.office.post<Sent>(`/api/invitations/${expired.id}/resend`)
    expect((await join(late)).body.code).toBe('link_revoked')
    expect((await join(await open(made, resent.body.link))).status).toBe(200)
    expect((await join(await open(made, resent.body.link))).body.code).toBe('link_used')
    expect((await join(await open(made, resent.body.link?.slice(0, -1) + '!'))).body.code).toBe(
      'link_unknown',
    )
    expect((await join(made.browser())).body.code).toBe('link_unknown')
  })

  test('answers for one that is here, sends nothing twice, and refuses what it cannot give', async () => {
    const made = await world()
    expect(await send(made.office, { agencyId: ids.ilo, isForAgency: true })).toEqual({
      id: null,
      agency: expect.objectContaining({ id: ids.ilo }) as object,
      email: null,
      outcome: 'alreadyHere',
      link: null,
      mail: null,
      expiresAt: null,
    })
    const twice = await made.office.post<{ invitations: Sent[] }>(askIn, {
      recipients: [worldBank, worldBank],
      role: 'reads',
    })
    expect(twice.body.invitations).toHaveLength(1)
    const foreign = {
      recipients: [worldBank, { agencyId: 'agency0none', isForAgency: true }],
      role: 'reads',
    }
    expect((await made.office.post(askIn, foreign)).body).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'recipients.1.agencyId', message: 'not an agency of this group' }],
    })
    const guest = { recipients: [worldBank], role: 'reads', seatRole: 'guest' }
    expect((await made.office.post(askIn, guest)).body).toMatchObject({ code: 'invalid' })
  })
})

describe('an invitation by mail', () => {
  const smtp = 'smtp://127.0.0.1:4025'
  const bound = { ...worldBank, email: newcomer.email, name: 'Nora' }

  test('queues kind and ids, and its link is made as the letter leaves (H9)', async () => {
    const made = await world(smtp)
    const sent = await send(made.office, bound)
    expect(sent).toMatchObject({ outcome: 'mailed', link: null, mail: null })
    const queued = await made.arrange.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
    expect(queued).toMatchObject({
      kind: 'invitation',
      invitation_id: sent.id,
      address: newcomer.email,
      payload: '{}',
    })
    expect(await made.arrange.selectFrom('invitation_link').selectAll().execute()).toEqual([])

    const letter = { invitationId: sent.id as string, address: newcomer.email }
    const mailed = await mintInvitationLink(made.services, letter)
    const other = mintInvitationLink(made.services, { ...letter, address: 'old@worldbank.example' })
    await expect(other).rejects.toThrow('link_revoked')
    const joined = await join(await open(made, mailed))
    const person = await made.arrange
      .selectFrom('person')
      .select(['is_confirmed', 'email'])
      .where('id', '=', joined.body.personId)
      .executeTakeFirst()
    expect(person).toEqual({ is_confirmed: 1, email: newcomer.email })
    await expect(mintInvitationLink(made.services, letter)).rejects.toThrow('link_used')
  })

  test('a link shown on the screen proves no address, and the use of one voids the other (H9)', async () => {
    const made = await world(smtp)
    const sent = await send(made.office, bound)
    const mailed = await mintInvitationLink(made.services, {
      invitationId: sent.id ?? '',
      address: newcomer.email,
    })
    const first = await made.office.post<Sent>(`/api/invitations/${sent.id}/resend`, {
      isToShow: true,
    })
    const shown = await made.office.post<Sent>(`/api/invitations/${sent.id}/resend`, {
      isToShow: true,
    })
    expect(new Set([mailed, first.body.link, shown.body.link]).size).toBe(3)
    expect(shown.body.expiresAt).toBe(sent.expiresAt)
    expect((await join(await open(made, first.body.link))).body.code).toBe('link_revoked')

    const joined = await join(await open(made, shown.body.link))
    const person = await made.arrange
      .selectFrom('person')
      .select('is_confirmed')
      .where('id', '=', joined.body.personId)
      .executeTakeFirst()
    expect(person).toEqual({ is_confirmed: 0 })
    expect((await join(await open(made, mailed))).body.code).toBe('link_used')
  })

  test('no secret of a link stands in the database, shown or mailed, used or not (H9)', async () => {
    const made = await world(smtp)
    const shown = await send(made.office, { agencyId: ids.unhcr, isForAgency: true })
    const sent = await send(made.office, bound)
    const mailed = await mintInvitationLink(made.services, {
      invitationId: sent.id ?? '',
      address: newcomer.email,
    })
    await join(await open(made, mailed))
    const secrets = [shown.link, mailed].map((link) => link?.split('/').at(-1) ?? '')
    const bytes = [made.file, `${made.file}-wal`]
      .map((file) => readFileSync(file).toString('latin1'))
      .join()
    expect(secrets.map((secret) => [secret.length, bytes.includes(secret)])).toEqual([
      [52, false],
      [52, false],
    ])
  })

  test('a repeat with the same idempotency key changes nothing and shows no link again', async () => {
    const made = await world()
    const body = { recipients: [worldBank], role: 'reads' }
    const ask = () =>
      made.office.ask<{ invitations: Sent[] }>('POST', askIn, body, { 'idempotency-key': 'once' })
    const [first, second] = [await ask(), await ask()]
    expect(second.body.invitations).toEqual([
      { ...first.body.invitations[0], link: null, mail: null },
    ])
    expect((await join(await open(made, first.body.invitations[0]?.link ?? null))).status).toBe(200)
  })
})

describe('opening a link', () => {
  test('uses nothing up: three GETs and a HEAD, then the person succeeds (H17)', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const address = link ?? ''
    for (const method of ['GET', 'HEAD', 'GET', 'GET']) {
      const { status, headers } = await made.browser().ask(method, address)
      const cookie = headers.get('set-cookie') ?? ''
      expect({ method, status, to: headers.get('location') }).toEqual({
        method,
        status: 303,
        to: '/invitation',
      })
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(cookie).toMatch(/; Path=\/api\/invitation;.*HttpOnly; SameSite=Lax/)
    }
    const browser = await open(made, link)
    await browser.get('/api/invitation')
    expect((await join(browser)).status).toBe(200)
  })

  test('two POSTs at once: one joins, one finds the link used (H17)', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const [one, other] = await Promise.all([open(made, link), open(made, link)])
    const answers = await Promise.all([join(one), join(other)])
    expect(answers.map((answer) => answer.body.code ?? 'joined').sort()).toEqual([
      'joined',
      'link_used',
    ])
    const joined = await made.arrange
      .selectFrom('person')
      .select('id')
      .where('name', '=', newcomer.name)
      .execute()
    expect(joined).toHaveLength(1)
  })

  test('a refused joiner leaves the link as it was', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const browser = await open(made, link)
    for (const seatRole of [undefined, 'principal', 'secretariat', 'guest']) {
      expect((await join(browser, { person: newcomer, seatRole })).body.code).toBe('invalid')
    }
    expect((await join(browser)).status).toBe(200)
  })

  test('an archived space takes nobody in', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    await made.office.ask('PATCH', `/api/spaces/${ids.space}`, { isArchived: true })
    expect((await join(await open(made, link))).body.code).toBe('closed')
  })

  test('an API token neither joins nor declines (H25)', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const browser = await open(made, link)
    const bearer = { authorization: 'Bearer plenary_x' }
    const body = { person: newcomer, seatRole: 'focalPoint' }
    expect((await browser.ask('POST', '/api/invitation/join', body, bearer)).body).toMatchObject({
      code: 'forbidden',
    })
    expect(
      (await browser.ask('POST', '/api/invitation/decline', undefined, bearer)).body,
    ).toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('who may join by a link', () => {
  test('whose proven address it is bound to signs in first, and then joins as themselves (H10)', async () => {
    const made = await world()
    await addPerson(made.arrange, 'person0nora', ids.unhcr, 'focalPoint', { email: newcomer.email })
    const { link } = await send(made.office, {
      agencyId: null,
      email: 'NORA@worldbank.example',
      isForAgency: false,
    })
    const stranger = await open(made, link)
    expect((await join(stranger, { person: newcomer })).body.code).toBe('person_exists')

    const nora = await open(made, link, await made.signedIn('person0nora'))
    const opened = await nora.get<Opened>('/api/invitation')
    expect(opened.body.signedInAs).toMatchObject({
      personId: 'person0nora',
      agency: { id: ids.unhcr },
    })
    expect((await join(nora, {})).body).toMatchObject({
      spaceId: ids.space,
      personId: 'person0nora',
    })
    expect((await nora.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    const seats = await made.arrange
      .selectFrom('seat')
      .select('role')
      .where('person_id', '=', 'person0nora')
      .execute()
    expect(seats).toEqual([{ role: 'focalPoint' }])
  })

  test('an unproven address matches nobody and blocks nobody (H10)', async () => {
    const made = await world()
    await addPerson(made.arrange, 'person0early', ids.unhcr, 'focalPoint', {
      email: newcomer.email,
      isConfirmed: false,
    })
    const { link } = await send(made.office, { ...worldBank, email: newcomer.email })
    expect((await join(await open(made, link))).status).toBe(200)
  })

  test('a bound link takes its own address only, a domain’s link the domain’s only', async () => {
    const made = await world()
    const bound = await send(made.office, { ...worldBank, email: 'other@worldbank.example' })
    expect((await join(await open(made, bound.link))).body.code).toBe('wrong_address')
    const ofDomain = await send(made.office, { agencyId: ids.unhcr, isForAgency: true })
    const browser = await open(made, ofDomain.link)
    expect((await browser.get<Opened>('/api/invitation')).body.domains).toEqual([
      'unhcr.org',
      'un.org',
    ])
    expect((await join(browser)).body.code).toBe('wrong_address')
    const person = { ...newcomer, email: 'nora@geneva.unhcr.org' }
    expect((await join(browser, { person, seatRole: 'alternate' })).status).toBe(200)
  })

  test('a domain’s link answers alike whether the person exists (H25)', async () => {
    const made = await world()
    await addPerson(made.arrange, 'person0known', ids.unhcr, 'principal', {
      email: 'known@unhcr.org',
    })
    const answers = []
    for (const email of ['known@unhcr.org', 'unknown@unhcr.org']) {
      const { link } = await send(made.office, { agencyId: ids.unhcr, isForAgency: false })
      const { status, body } = await join(await open(made, link), {
        person: { ...newcomer, email },
        seatRole: 'alternate',
      })
      answers.push({ status, body: { ...body, personId: 'new' } })
      expect(body.personId).not.toBe('person0known')
    }
    expect(answers[0]).toEqual(answers[1])
  })

  test('who is signed in for one agency does not come to speak for another by a forwarded link (H10)', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const stranger = await open(made, link, await made.signedIn(ids.unhcrFocal))
    expect((await join(stranger, { seatRole: 'focalPoint' })).body.code).toBe('wrong_address')
    const own = await open(made, link, await made.signedIn(ids.worldBankFocal))
    expect((await join(own, {})).status).toBe(200)
  })

  test('"not me" at a browser where somebody is signed in makes a person of their own, and a new session', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    const browser = await open(made, link, await made.signedIn(ids.unhcrFocal))
    const joined = await join(browser)
    const session = await browser.get<{ person: { id: string } }>('/api/session')
    expect(session.body.person.id).toBe(joined.body.personId)
  })

  test('nobody signed in and no name given is asked to sign in', async () => {
    const made = await world()
    const { link } = await send(made.office, worldBank)
    expect((await join(await open(made, link), { seatRole: 'focalPoint' })).body.code).toBe(
      'not_signed_in',
    )
  })
})
