import { expect, test } from 'vitest'
import { hashPassword, makeApiToken, mintLink } from '#server/features/identity/index.ts'
import { goodPassword, type Rig, signedIn, startRig } from './identity-rig.ts'

const email = 'focal@example.org'

async function openConfirmation(rig: Rig, personId: string, browser = rig.browser()) {
  const { url } = await mintLink(rig.services, { personId, purpose: 'confirm' })
  await browser.get(new URL(url).pathname)
  return browser
}

const medianOf = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const personRow = (rig: Rig, id: string) =>
  rig.rows.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('proving the address ends what others made before under the name (H10)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email, password: goodPassword, is_confirmed: 0 })
  const impostor = await signedIn(rig, email)
  const owner = await openConfirmation(rig, personId)
  expect((await owner.post('/api/sign-in/link', {})).status).toBe(200)
  expect((await impostor.get('/api/account/sessions')).status).toBe(401)
  expect(await personRow(rig, personId)).toMatchObject({ is_confirmed: 1, password_hash: null })
  await expect(signedIn(rig, email)).rejects.toThrow('wrong_credentials')
})

test('who opens the proof in the browser that knows the password keeps it (H10)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email, password: goodPassword, is_confirmed: 0 })
  const owner = await openConfirmation(rig, personId, await signedIn(rig, email))
  expect((await owner.post('/api/sign-in/link', {})).status).toBe(200)
  expect((await owner.get('/api/session')).body.person).toMatchObject({
    isConfirmed: true,
    hasPassword: true,
  })
  await signedIn(rig, email)
})

test('a proof never merges with who proved the same address before, and changes nothing (H10)', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, name: 'First' })
  const personId = await rig.addPerson({
    email,
    is_confirmed: 0,
    name: 'Second',
    password: goodPassword,
  })
  const browser = await openConfirmation(rig, personId)
  expect((await browser.post('/api/sign-in/link', {})).body.code).toBe('person_exists')
  expect(await personRow(rig, personId)).toMatchObject({ is_confirmed: 0 })
  expect(await rig.rows.selectFrom('sign_in_link').select('used_at').execute()).toEqual([
    { used_at: null },
  ])
})

test('an unproven address gets no sign-in link and no token, and blocks nobody (H10)', async () => {
  const rig = await startRig()
  const unproven = await rig.addPerson({ email, is_confirmed: 0, password: 'another long secret' })
  await rig.browser().post('/api/sign-in/link-request', { email })
  expect(await rig.rows.selectFrom('mail').selectAll().execute()).toEqual([])
  await expect(mintLink(rig.services, { personId: unproven, purpose: 'signIn' })).rejects.toThrow(
    'not_found',
  )
  await expect(makeApiToken(rig.services, { email, scopes: ['read'] })).rejects.toThrow(
    'unconfirmed',
  )
  const browser = await signedIn(rig, email, 'another long secret')
  const refused = await browser.post('/api/account/tokens', { name: 'x', scopes: ['read'] })
  expect(refused.body.code).toBe('unconfirmed')
  const owner = await rig.addPerson({ email, password: goodPassword, name: 'Owner' })
  const session = await (await signedIn(rig, email)).get('/api/session')
  expect(session.body.person?.id).toBe(owner)
  await rig.browser().post('/api/sign-in/link-request', { email })
  const mails = await rig.rows.selectFrom('mail').select(['person_id', 'kind', 'state']).execute()
  expect(mails).toEqual([{ person_id: owner, kind: 'signIn', state: 'notSent' }])
})

test('a link for an address says nothing once the person has another one (H9)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email })
  const { url } = await mintLink(rig.services, { personId, purpose: 'signIn' })
  await rig.rows
    .updateTable('person')
    .set({ email: 'new@example.org', email_key: 'new@example.org' })
    .execute()
  const browser = rig.browser()
  await browser.get(new URL(url).pathname)
  expect((await browser.post('/api/sign-in/link', {})).body.code).toBe('link_revoked')
})

test('mail is queued by ids; where a server is configured a job delivers it, and no secret is stored (H9)', async () => {
  const rig = await startRig({ smtpUrl: 'smtp://127.0.0.1:2525' })
  const personId = await rig.addPerson({ email, is_confirmed: 0, password: goodPassword })
  const browser = await signedIn(rig, email)
  expect((await browser.post('/api/account/confirmation-request')).body).toEqual({
    isMailConfigured: true,
  })
  const mail = await rig.rows.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
  expect(mail).toMatchObject({
    kind: 'confirm',
    person_id: personId,
    address: email,
    state: 'waiting',
    payload: '{}',
  })
  const job = await rig.rows.selectFrom('job').selectAll().executeTakeFirstOrThrow()
  expect(job).toMatchObject({
    kind: 'mail',
    key: mail.id,
    payload: JSON.stringify({ mailId: mail.id }),
  })
  expect(await rig.rows.selectFrom('sign_in_link').selectAll().execute()).toEqual([])
})

test('sign-in and link requests answer alike, in words and in work, whether or not the person exists (H25)', async () => {
  const rig = await startRig({ areLimitsOff: true })
  await rig.addPerson({ email, password: goodPassword })
  const browser = rig.browser()
  // Processor time of this process, all threads: the clock on the wall tells of the machine's load.
  const worked = async (path: string, body: unknown) => {
    const before = process.cpuUsage()
    const { status, text } = await browser.post(path, body)
    const { user, system } = process.cpuUsage(before)
    return { status, text, took: user + system }
  }
  const beforeHash = process.cpuUsage()
  for (let round = 0; round < 5; round++) await hashPassword(goodPassword)
  const aHash = (process.cpuUsage(beforeHash).user + process.cpuUsage(beforeHash).system) / 5
  for (const [path, secret] of [
    ['/api/sign-in/link-request', {}],
    ['/api/sign-in/password', { password: 'not the password' }],
  ] as const) {
    const took = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < 15; round++) {
      const known = await worked(path, { email, ...secret })
      const unknown = await worked(path, { email: `nobody${round}@example.org`, ...secret })
      expect({ ...known, took: 0 }).toEqual({ ...unknown, took: 0 })
      took.known.push(known.took)
      took.unknown.push(unknown.took)
    }
    // A hash left out, or a second one, would stand out.
    expect(Math.abs(medianOf(took.known) - medianOf(took.unknown))).toBeLessThan(aHash / 2)
  }
}, 60_000)
