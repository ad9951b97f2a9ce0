import { expect, test } from 'vitest'
import { makeApiToken, makeSignInLink, markAdministrator } from '#server/features/identity/index.ts'
import type { AccessEnded } from '#server/services.ts'
import {
  addGroup,
  goodPassword,
  type Rig,
  signedIn,
  someNumber,
  someText,
  startRig,
  textLike,
  textWith,
  told,
} from './identity-rig.ts'

const email = 'focal@example.org'
const otherPassword = 'three slow lanterns'

async function rigWithPerson(
  person: Parameters<Rig['addPerson']>[0] = { email, password: goodPassword },
) {
  const rig = await startRig()
  return { rig, personId: await rig.addPerson(person) }
}

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
    name: 'Focal Person',
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
    database: { kind: 'sqlite', migration: '0004-draft-care', bytes: someNumber },
    files: { count: 0, bytes: 0 },
    mail: { isConfigured: false, host: null },
    people: 2,
  })
  expect((await administrator.get('/api/administration/people')).body.people).toEqual([
    {
      id: personId,
      name: 'Focal Person',
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
      text: textWith('Focal Person'),
      state: 'notSent',
      error: null,
      createdAt: someNumber,
      sentAt: null,
    },
  ])
  expect(messages[0]?.text).not.toMatch(/\/link\/|[0-9a-z]{40}/)
})
