import { expect, test } from 'vitest'
import { mintLink } from '#server/features/identity/index.ts'
import type { AccessEnded } from '#server/services.ts'
import {
  addGroup,
  goodPassword,
  type Rig,
  signedIn,
  someNumber,
  startRig,
  textLike,
  textWith,
  told,
} from './identity-rig.ts'

const email = 'focal@example.org'
const otherPassword = 'three slow lanterns'
const isIn = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
  (await browser.get('/api/account/sessions')).status === 200

async function rigWithPerson(
  person: Parameters<Rig['addPerson']>[0] = { email, password: goodPassword },
) {
  const rig = await startRig()
  return { rig, personId: await rig.addPerson(person) }
}

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
    name: 'Focal Person Traoré',
  })
  const browser = await signedIn(rig, email)
  const refusalOf = async (next: string) =>
    (await browser.send('PUT', '/api/account/password', { body: { current: goodPassword, next } }))
      .body.fields
  expect(await refusalOf('short')).toEqual([{ path: 'next', message: 'at least 12 characters' }])
  expect(await refusalOf('Password123!')).toEqual([
    { path: 'next', message: textWith('tried first') },
  ])
  expect(await refusalOf('focal person traoré')).toEqual([
    { path: 'next', message: 'must not be your name' },
  ])
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
  expect(answer.body).toMatchObject({ id: personId, name: 'Focal Person', ...changes })
  expect(await told(rig)).toEqual([])
  await browser.send('PATCH', '/api/account', { body: { name: 'Focal Traoré' } })
  expect((await browser.get('/api/session')).body.person).toMatchObject({
    name: 'Focal Traoré',
    ...changes,
  })
  expect(await told(rig)).toEqual([
    { kind: 'person.renamed', audience: `group:${groupId}`, actor_id: personId },
  ])
})
