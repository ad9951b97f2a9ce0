import { expect, test } from 'vitest'
import { goodPassword, startRig } from './identity-rig.ts'

const victim = 'victim@example.org'
const wrong = { email: victim, password: 'guess after guess' }

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

test('200 sign-ins from one address succeed during an attack on one account from it (H25)', async () => {
  const rig = await startRig()
  await rig.addPerson({ email: victim, password: goodPassword })
  const others = Array.from({ length: 20 }, (_, index) => `person${index}@example.org`)
  for (const email of others) await rig.addPerson({ email, password: goodPassword })
  const attacker = rig.browser()
  const attacks: string[] = []
  const outcomes: number[] = []
  for (let round = 0; round < 10; round++) {
    for (let guess = 0; guess < 5; guess++)
      attacks.push((await attacker.post('/api/sign-in/password', wrong)).body.code)
    const answers = await Promise.all(
      others.map((email) =>
        rig.browser().post('/api/sign-in/password', { email, password: goodPassword }),
      ),
    )
    outcomes.push(...answers.map((answer) => answer.status))
  }
  expect(outcomes).toEqual(Array.from({ length: 200 }, () => 200))
  expect(attacks.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'wrong_credentials'))
  expect(new Set(attacks.slice(10))).toEqual(new Set(['too_many_requests']))
}, 120_000)

test('who is attacked from elsewhere still signs in from their own address (H25)', async () => {
  const rig = await startRig({ trustProxy: 1 })
  await rig.addPerson({ email: victim, password: goodPassword })
  for (let guess = 0; guess < 12; guess++)
    await rig.browser().post('/api/sign-in/password', wrong, from('203.0.113.7'))
  const blocked = await rig
    .browser()
    .post('/api/sign-in/password', { email: victim, password: goodPassword }, from('203.0.113.7'))
  expect(blocked.status).toBe(429)
  const own = await rig
    .browser()
    .post('/api/sign-in/password', { email: victim, password: goodPassword }, from('198.51.100.4'))
  expect(own.status).toBe(200)
})

test('successes do not count: one may sign in as often as one likes', async () => {
  const rig = await startRig()
  await rig.addPerson({ email: victim, password: goodPassword })
  for (let time = 0; time < 15; time++) {
    const body = { email: victim, password: goodPassword }
    expect((await rig.browser().post('/api/sign-in/password', body)).status).toBe(200)
  }
})

test('with RATE_LIMITS=off nothing is counted', async () => {
  const rig = await startRig({ areLimitsOff: true })
  for (let guess = 0; guess < 12; guess++) {
    expect((await rig.browser().post('/api/sign-in/password', wrong)).body.code).toBe(
      'wrong_credentials',
    )
  }
})

test('past its limit an account gets no more mail, and the answer does not say so (H25)', async () => {
  const rig = await startRig()
  await rig.addPerson({ email: victim })
  const answers = []
  for (let time = 0; time < 8; time++) {
    answers.push((await rig.browser().post('/api/sign-in/link-request', { email: victim })).text)
  }
  expect(new Set(answers)).toEqual(new Set(['{"isMailConfigured":false}']))
  expect(await rig.rows.selectFrom('mail').selectAll().execute()).toHaveLength(5)
})
