import { expect, test } from 'vitest'
import {
  makeApiToken,
  makeSignInLink,
  markAdministrator,
  mintLink,
} from '#server/features/identity/index.ts'
import { newId } from '#shared/ids.ts'
import type { AccessEnded } from '#server/services.ts'
import {
  goodPassword,
  type Rig,
  signedIn,
  someNumber,
  someText,
  startRig,
  textLike,
  textWith,
} from './identity-rig.ts'

const email = 'amina@example.org'
const otherPassword = 'three slow lanterns'
const isIn = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
  (await browser.get('/api/account/sessions')).status === 200

async function rigWithPerson(
  person: Parameters<Rig['addPerson']>[0] = { email, password: goodPassword },
) {
  const rig = await startRig()
  return { rig, personId: await rig.addPerson(person) }
}

/** A group in which the person sits, so that there is a log to write to. */
async function addGroup(rig: Rig, personId: string): Promise<{ groupId: string; seatId: string }> {
  const groupId = newId()
  const seatId = newId()
  await rig.rows
    .insertInto('group')
    .values({ id: groupId, name: 'G', acronym: 'G', time_zone: 'UTC', last_seq: 0, created_at: 1 })
    .execute()
  await rig.rows
    .insertInto('seat')
    .values({
      id: seatId,
      group_id: groupId,
      person_id: personId,
      role: 'secretariat',
      title: 'S',
      is_seat_keeper: 0,
    })
    .execute()
  return { groupId, seatId }
}

const told = (rig: Rig) =>
  rig.rows.selectFrom('event').select(['kind', 'audience', 'actor_id']).orderBy('seq').execute()

test('my sessions are listed with how each was made; one that I end is out at once, its sockets too', async () => {
  const { rig, personId } = await rigWithPerson()
  const here = await signedIn(rig, email)
  const there = await signedIn(rig, email)
  const { sessions } = (await here.get('/api/account/sessions')).body
  const common = {
    isShared: false,
    madeBy: 'password',
    userAgent: '',
    createdAt: someNumber,
    seenAt: someNumber,
  }
  expect(sessions).toHaveLength(2)
  const other = sessions.find((session) => !session.isCurrent)
  expect(other).toEqual({
    id: textLike(/^[0-9a-f]{64}$/),
    isCurrent: false,
    ...common,
  })
  const ended: AccessEnded[] = []
  rig.access.onEnded((one) => ended.push(one))
  expect((await here.send('DELETE', `/api/account/sessions/${other?.id}`)).status).toBe(204)
  expect(ended).toEqual([{ sessionHash: other?.id }])
  expect([await isIn(here), await isIn(there)]).toEqual([true, false])
  const stranger = await rig.addPerson({ email: 'else@example.org', password: goodPassword })
  expect(stranger).not.toBe(personId)
  const foreign = await signedIn(rig, 'else@example.org')
  const mine = sessions.find((session) => session.isCurrent)?.id
  expect((await foreign.send('DELETE', `/api/account/sessions/${mine}`)).status).toBe(404)
})

test('a session that is ended while a request holds it is not written back by that request', async () => {
  const { rig } = await rigWithPerson()
  const browser = await signedIn(rig, email)
  const session = await rig.rows.selectFrom('session').select('id_hash').executeTakeFirstOrThrow()
  const change = browser.send('PUT', '/api/account/password', {
    body: { current: goodPassword, next: otherPassword },
  })
  // The hash takes its time; meanwhile the row goes.
  await rig.rows.deleteFrom('session').execute()
  rig.access.end({ sessionHash: session.id_hash })
  await change
  expect(await rig.rows.selectFrom('session').selectAll().execute()).toEqual([])
})

test('changing the password ends the other sessions, all tokens and open links (H25)', async () => {
  const { rig, personId } = await rigWithPerson()
  const here = await signedIn(rig, email)
  const there = await signedIn(rig, email)
  const { token } = (await here.post('/api/account/tokens', { name: 'script', scopes: ['read'] }))
    .body
  const link = new URL((await mintLink(rig.services, { personId, purpose: 'signIn' })).url).pathname
  const ended: AccessEnded[] = []
  rig.access.onEnded((one) => ended.push(one))
  const wrong = await here.send('PUT', '/api/account/password', {
    body: { current: 'not it at all', next: otherPassword },
  })
  expect(wrong.body.code).toBe('wrong_credentials')
  const change = { body: { current: goodPassword, next: otherPassword } }
  expect((await here.send('PUT', '/api/account/password', change)).status).toBe(204)
  expect(ended.map((one) => Object.keys(one)[0])).toEqual(['sessionHash', 'tokenId'])
  expect([await isIn(here), await isIn(there)]).toEqual([true, false])
  const asToken = { headers: { authorization: `Bearer ${token}` } }
  expect((await rig.browser().get('/api/session', asToken)).body.person).toBeNull()
  const late = rig.browser()
  await late.get(link)
  expect((await late.post('/api/sign-in/link', {})).body.code).toBe('link_used')
  await expect(signedIn(rig, email)).rejects.toThrow('wrong_credentials')
  await signedIn(rig, email, otherPassword)
})

test('a password is needed to change it, but for who has just come by a link', async () => {
  const { rig, personId } = await rigWithPerson()
  const byPassword = await signedIn(rig, email)
  const change = { body: { next: otherPassword } }
  expect((await byPassword.send('PUT', '/api/account/password', change)).body.code).toBe(
    'wrong_credentials',
  )
  const byLink = rig.browser()
  await byLink.get(
    new URL((await mintLink(rig.services, { personId, purpose: 'signIn' })).url).pathname,
  )
  await byLink.post('/api/sign-in/link', {})
  expect((await byLink.send('PUT', '/api/account/password', change)).status).toBe(204)
})

test('a weak password is refused at its field', async () => {
  const { rig } = await rigWithPerson({
    email,
    password: goodPassword,
    name: 'Amina Diallo Traoré',
  })
  const browser = await signedIn(rig, email)
  const refusalOf = async (next: string) =>
    (await browser.send('PUT', '/api/account/password', { body: { current: goodPassword, next } }))
      .body.fields
  expect(await refusalOf('short')).toEqual([{ path: 'next', message: 'at least 12 characters' }])
  expect(await refusalOf('Password123!')).toEqual([
    { path: 'next', message: textWith('tried first') },
  ])
  expect(await refusalOf('amina diallo traoré')).toEqual([
    { path: 'next', message: 'must not be your name' },
  ])
})

test('a token has its scopes and no more, makes no tokens, and ends when revoked (H25)', async () => {
  const { rig, personId } = await rigWithPerson({
    email,
    password: goodPassword,
    is_administrator: 1,
  })
  const browser = await signedIn(rig, email)
  const made = (
    await browser.post('/api/account/tokens', { name: 'script', scopes: ['read'], days: 1 })
  ).body
  expect(made).toEqual({
    id: someText,
    token: textLike(/^plenary_[0-9a-z]{52}$/),
    expiresAt: someNumber,
  })
  const script = rig.browser()
  const headers = { authorization: `Bearer ${made.token}` }
  expect((await script.get('/api/session', { headers })).body.person?.id).toBe(personId)
  expect((await script.get('/api/administration/people', { headers })).status).toBe(403)
  for (const [method, path] of [
    ['POST', '/api/account/tokens'],
    ['GET', '/api/account/tokens'],
    ['GET', '/api/account/sessions'],
    ['PUT', '/api/account/password'],
  ] as const) {
    const body = { name: 'x', scopes: ['read'], next: otherPassword }
    expect(
      (await script.send(method, path, { headers, ...(method !== 'GET' && { body }) })).status,
    ).toBe(403)
  }
  const { tokens } = (await browser.get('/api/account/tokens')).body
  expect(tokens).toEqual([
    {
      id: made.id,
      name: 'script',
      prefix: made.token.slice(0, 12),
      scopes: ['read'],
      createdAt: someNumber,
      expiresAt: made.expiresAt,
      lastUsedAt: someNumber,
    },
  ])
  const ended: AccessEnded[] = []
  rig.access.onEnded((one) => ended.push(one))
  expect((await browser.send('DELETE', `/api/account/tokens/${made.id}`)).status).toBe(204)
  expect(ended).toEqual([{ tokenId: made.id }])
  expect((await script.get('/api/session', { headers })).body.person).toBeNull()
})

test('a token ends with its time, with its seat, and with the proof of its person’s address', async () => {
  const { rig, personId } = await rigWithPerson()
  const { seatId } = await addGroup(rig, personId)
  const { token } = await makeApiToken(rig.services, { email, scopes: ['read'], seatId })
  const headers = { authorization: `Bearer ${token}` }
  const works = async () => {
    rig.access.afterCommit(['seat.ended'])
    return (await rig.access.fromHeaders(headers)) !== null
  }
  expect(await works()).toBe(true)
  await rig.rows.updateTable('person').set({ is_confirmed: 0 }).execute()
  expect(await works()).toBe(false)
  await rig.rows.updateTable('person').set({ is_confirmed: 1 }).execute()
  await rig.rows
    .updateTable('api_token')
    .set({ expires_at: Date.now() - 1 })
    .execute()
  expect(await works()).toBe(false)
  await rig.rows
    .updateTable('api_token')
    .set({ expires_at: Date.now() + 10_000 })
    .execute()
  expect(await works()).toBe(true)
  await rig.rows.updateTable('seat').set({ ended_at: 5 }).execute()
  expect(await works()).toBe(false)
})

test('with a Bearer token a cookie counts for nothing (H19)', async () => {
  const { rig } = await rigWithPerson()
  const browser = await signedIn(rig, email)
  const answer = await browser.get('/api/session', {
    headers: { authorization: 'Bearer plenary_none' },
  })
  expect(answer.body.person).toBeNull()
})

test('what is made on the machine is told to the person and the chair’s office (H24)', async () => {
  const { rig, personId } = await rigWithPerson()
  const { groupId } = await addGroup(rig, personId)
  const link = await makeSignInLink(rig.services, email)
  expect(link).toEqual({
    url: textLike(/\/link\/[0-9a-z]{52}$/),
    expiresAt: someNumber,
    name: 'Amina Diallo',
  })
  await makeApiToken(rig.services, { email, scopes: ['read', 'post'] })
  await markAdministrator(rig.services, email)
  const both = (kind: string) =>
    [`person:${personId}`, `office:${groupId}`].map((audience) => ({
      kind,
      audience,
      actor_id: null,
    }))
  expect(await told(rig)).toEqual([
    ...both('signInLink.made'),
    ...both('token.made'),
    ...both('administrator.marked'),
  ])
  const browser = rig.browser()
  await browser.get(new URL(link.url).pathname)
  await browser.post('/api/sign-in/link', {})
  expect((await browser.get('/api/account/sessions')).body.sessions).toMatchObject([
    { madeBy: 'tool' },
  ])
  await expect(makeSignInLink(rig.services, 'nobody@example.org')).rejects.toThrow('Nobody here')
})

test('my name, language, zone, mail and shortcuts change; only the name is the group’s to know', async () => {
  const { rig, personId } = await rigWithPerson()
  const { groupId } = await addGroup(rig, personId)
  const browser = await signedIn(rig, email)
  const changes = {
    language: 'fr',
    timeZone: 'Africa/Dakar',
    mailFrequency: 'daily',
    keyboardShortcuts: false,
  }
  const answer = await browser.send('PATCH', '/api/account', { body: changes })
  expect(answer.body).toMatchObject({ id: personId, name: 'Amina Diallo', ...changes })
  expect(await told(rig)).toEqual([])
  await browser.send('PATCH', '/api/account', { body: { name: 'Amina Traoré' } })
  expect((await browser.get('/api/session')).body.person).toMatchObject({
    name: 'Amina Traoré',
    ...changes,
  })
  expect(await told(rig)).toEqual([
    { kind: 'person.renamed', audience: `group:${groupId}`, actor_id: personId },
  ])
})

test('the administration shows how things stand and who is here, to that mark alone', async () => {
  const { rig, personId } = await rigWithPerson({
    email,
    password: goodPassword,
    is_administrator: 1,
  })
  await addGroup(rig, personId)
  await rig.addPerson({ email: 'else@example.org', password: goodPassword, name: 'Zoé' })
  const plain = await signedIn(rig, 'else@example.org')
  const administrator = await signedIn(rig, email)
  for (const page of ['', '/outbox', '/people']) {
    expect((await plain.get(`/api/administration${page}`)).status).toBe(404)
  }
  expect((await administrator.get('/api/administration')).body).toMatchObject({
    database: { kind: 'sqlite', migration: '0001-skeleton', bytes: someNumber },
    files: { count: 0, bytes: 0 },
    mail: { isConfigured: false, host: null },
    people: 2,
  })
  expect((await administrator.get('/api/administration/people')).body.people).toEqual([
    {
      id: personId,
      name: 'Amina Diallo',
      isAdministrator: true,
      isConfirmed: true,
      seats: [{ title: 'S', agency: null }],
    },
    { id: someText, name: 'Zoé', isAdministrator: false, isConfirmed: true, seats: [] },
  ])
})

test('the outbox shows what would have been sent, and no link that works (H9)', async () => {
  const { rig } = await rigWithPerson({ email, password: goodPassword, is_administrator: 1 })
  await rig.browser().post('/api/sign-in/link-request', { email })
  const { messages } = (await (await signedIn(rig, email)).get('/api/administration/outbox')).body
  expect(messages).toEqual([
    {
      id: someText,
      kind: 'signIn',
      to: email,
      subject: someText,
      text: textWith('Amina Diallo'),
      state: 'notSent',
      error: null,
      createdAt: someNumber,
      sentAt: null,
    },
  ])
  expect(messages[0]?.text).not.toMatch(/\/link\/|[0-9a-z]{40}/)
})
