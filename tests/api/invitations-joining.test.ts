import { describe, expect, test } from 'vitest'
import { addPerson, ids } from '#tests/support/inviting-group.ts'
import {
  join,
  newcomer,
  officeWorld,
  open,
  send,
  worldBank,
  type Opened,
} from '#tests/support/inviting-acts.ts'

describe('opening a link', () => {
  test('uses nothing up: three GETs and a HEAD, then the person succeeds (H17)', async () => {
    const made = await officeWorld()
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
    const made = await officeWorld()
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
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    const browser = await open(made, link)
    for (const seatRole of [undefined, 'principal', 'secretariat', 'guest']) {
      expect((await join(browser, { person: newcomer, seatRole })).body.code).toBe('invalid')
    }
    expect((await join(browser)).status).toBe(200)
  })

  test('an archived space takes nobody in', async () => {
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    await made.office.ask('PATCH', `/api/spaces/${ids.space}`, { isArchived: true })
    expect((await join(await open(made, link))).body.code).toBe('closed')
  })

  test('an API token neither joins nor declines (H25)', async () => {
    const made = await officeWorld()
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
    const made = await officeWorld()
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
    const made = await officeWorld()
    await addPerson(made.arrange, 'person0early', ids.unhcr, 'focalPoint', {
      email: newcomer.email,
      isConfirmed: false,
    })
    const { link } = await send(made.office, { ...worldBank, email: newcomer.email })
    expect((await join(await open(made, link))).status).toBe(200)
  })

  test('a bound link takes its own address only, a domain’s link the domain’s only', async () => {
    const made = await officeWorld()
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
    const made = await officeWorld()
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
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    const stranger = await open(made, link, await made.signedIn(ids.unhcrFocal))
    expect((await join(stranger, { seatRole: 'focalPoint' })).body.code).toBe('wrong_address')
    const own = await open(made, link, await made.signedIn(ids.worldBankFocal))
    expect((await join(own, {})).status).toBe(200)
  })

  test('"not me" at a browser where somebody is signed in makes a person of their own, and a new session', async () => {
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    const browser = await open(made, link, await made.signedIn(ids.unhcrFocal))
    const joined = await join(browser)
    const session = await browser.get<{ person: { id: string } }>('/api/session')
    expect(session.body.person.id).toBe(joined.body.personId)
  })

  test('nobody signed in and no name given is asked to sign in', async () => {
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    expect((await join(await open(made, link), { seatRole: 'focalPoint' })).body.code).toBe(
      'not_signed_in',
    )
  })
})
