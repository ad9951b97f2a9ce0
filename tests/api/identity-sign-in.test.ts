import { expect, test } from 'vitest'
import { mintLink } from '#server/features/identity/index.ts'
import type { AccessEnded } from '#server/services.ts'
import { goodPassword, type Rig, signedIn, startRig, textLike } from './identity-rig.ts'

const email = 'focal@example.org'
const pathOf = (url: string) => new URL(url).pathname

async function freshLink(
  rig: Rig,
  personId: string,
  purpose: 'signIn' | 'confirm' | 'tool' | 'demo' = 'signIn',
) {
  return pathOf((await mintLink(rig.services, { personId, purpose })).url)
}

test('a password signs in, and /api/session says who, under a cookie that scripts cannot read', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email, password: goodPassword })
  const browser = rig.browser()
  const answer = await browser.post('/api/sign-in/password', {
    email: 'FOCAL@example.org',
    password: goodPassword,
  })
  expect(answer.body).toEqual({ personId, next: '/' })
  expect(answer.headers['set-cookie']).toEqual([
    textLike(/^plenary-0=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
  ])
  const session = await browser.get('/api/session')
  expect(session.body.person).toMatchObject({
    id: personId,
    email,
    hasPassword: true,
    isConfirmed: true,
  })
  expect(session.body.session).toEqual({ isShared: false })
  expect(session.headers['set-cookie']).toBeUndefined()
})

test('on a shared computer the cookie ends with the browser, and the session within the hour', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const browser = rig.browser()
  const answer = await browser.post('/api/sign-in/password', {
    email,
    password: goodPassword,
    isShared: true,
  })
  expect(answer.headers['set-cookie']?.[0]).not.toContain('Expires')
  const row = await rig.rows.selectFrom('session').selectAll().executeTakeFirstOrThrow()
  expect(row.expires_at - row.created_at).toBe(3_600_000)
  expect((await browser.get('/api/session')).body.session).toEqual({ isShared: true })
})

test('only hashes of a session id and of links are stored (H9)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email, password: goodPassword })
  const link = await freshLink(rig, personId)
  const browser = await signedIn(rig, email)
  const id =
    /^s:([^.]+)\./.exec(decodeURIComponent(browser.cookies.get('plenary-0') ?? ''))?.[1] ?? ''
  expect(id).toHaveLength(52)
  const everything = JSON.stringify([
    await rig.rows.selectFrom('session').selectAll().execute(),
    await rig.rows.selectFrom('sign_in_link').selectAll().execute(),
    await rig.rows.selectFrom('idempotency').selectAll().execute(),
  ])
  expect(everything).not.toContain(id)
  expect(everything).not.toContain(link.split('/')[2])
})

test('an idle session ends, and one that a browser made up or changed is nobody’s', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const browser = await signedIn(rig, email)
  const forged = rig.browser()
  forged.cookies.set('plenary-0', `${browser.cookies.get('plenary-0')?.slice(0, -2)}xx`)
  expect((await forged.get('/api/account/sessions')).status).toBe(401)
  await rig.rows
    .updateTable('session')
    .set({ expires_at: Date.now() - 1 })
    .execute()
  rig.access.afterCommit(['person.renamed'])
  expect((await browser.get('/api/account/sessions')).status).toBe(401)
})

test('use moves a session’s end on, at most once a minute and never past fourteen days', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const browser = await signedIn(rig, email)
  const twoMinutesAgo = Date.now() - 120_000
  const made = Date.now() - 14 * 86_400_000 + 60_000
  await rig.rows.updateTable('session').set({ seen_at: twoMinutesAgo, created_at: made }).execute()
  rig.access.afterCommit(['person.renamed'])
  await browser.get('/api/account/sessions')
  await expect
    .poll(
      async () =>
        (await rig.rows.selectFrom('session').select('seen_at').executeTakeFirstOrThrow()).seen_at,
    )
    .toBeGreaterThan(twoMinutesAgo)
  const row = await rig.rows.selectFrom('session').selectAll().executeTakeFirstOrThrow()
  expect(row.expires_at).toBe(made + 14 * 86_400_000)
})

test('signing out ends the session, closes its sockets and takes the cookie’s worth', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const browser = await signedIn(rig, email)
  const ended: AccessEnded[] = []
  rig.access.onEnded((one) => ended.push(one))
  const row = await rig.rows.selectFrom('session').selectAll().executeTakeFirstOrThrow()
  expect((await browser.post('/api/sign-out')).status).toBe(204)
  expect(ended).toEqual([{ sessionHash: row.id_hash }])
  expect((await browser.get('/api/account/sessions')).status).toBe(401)
})

for (const way of ['password', 'link', 'setup'] as const) {
  test(`signing in by ${way} draws a new session id and ends the session that was there (H25)`, async () => {
    const rig = await startRig()
    await rig.addPerson({ name: 'Before', email: 'before@example.org', password: goodPassword })
    const browser = await signedIn(rig, 'before@example.org')
    const planted = browser.cookies.get('plenary-0')
    const before = await rig.rows.selectFrom('session').selectAll().executeTakeFirstOrThrow()
    const ended: AccessEnded[] = []
    rig.access.onEnded((one) => ended.push(one))
    await ways[way](rig, browser)
    expect(browser.cookies.get('plenary-0')).not.toBe(planted)
    expect(ended).toEqual([{ sessionHash: before.id_hash }])
    const rows = await rig.rows.selectFrom('session').selectAll().execute()
    expect(rows.map((row) => [row.person_id !== before.person_id, row.made_by])).toEqual([
      [true, way],
    ])
    const attacker = rig.browser()
    attacker.cookies.set('plenary-0', planted ?? '')
    expect((await attacker.get('/api/session')).body.person).toBeNull()
  })
}

const ways = {
  async password(rig: Rig, browser: Awaited<ReturnType<typeof signedIn>>) {
    await rig.addPerson({ email, password: goodPassword })
    expect(
      (await browser.post('/api/sign-in/password', { email, password: goodPassword })).status,
    ).toBe(200)
  },
  async link(rig: Rig, browser: Awaited<ReturnType<typeof signedIn>>) {
    await browser.get(await freshLink(rig, await rig.addPerson({ email })))
    expect((await browser.post('/api/sign-in/link', {})).status).toBe(200)
  },
  async setup(rig: Rig, browser: Awaited<ReturnType<typeof signedIn>>) {
    await browser.get(pathOf((await rig.link.address()) ?? ''))
    const self = { name: 'First', email: 'first@example.org', agency: 'UN/DESA' }
    const group = { name: 'Group', acronym: 'G', timeZone: 'UTC' }
    const agencies = [{ acronym: 'UN/DESA', name: 'Department' }]
    expect((await browser.post('/api/setup', { group, agencies, chair: null, self })).status).toBe(
      200,
    )
  },
}

test('three GETs and a HEAD use nothing up; then the human succeeds (H17)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email })
  const link = await freshLink(rig, personId)
  for (const method of ['GET', 'GET', 'GET', 'HEAD']) {
    const scanned = await rig.browser().send(method, link)
    expect(scanned.status).toBe(303)
    expect(scanned.headers).toMatchObject({
      location: '/sign-in/link',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  }
  const browser = rig.browser()
  await browser.get(link)
  expect((await browser.get('/api/sign-in/link')).body).toEqual({
    name: 'Focal Person',
    purpose: 'signIn',
    signedInAs: null,
  })
  expect((await browser.post('/api/sign-in/link', {})).body).toEqual({ personId, next: '/' })
  await browser.get(link)
  expect((await browser.post('/api/sign-in/link', {})).body).toMatchObject({ code: 'link_used' })
})

test('of two POSTs at once one wins (H17)', async () => {
  const rig = await startRig()
  const link = await freshLink(rig, await rig.addPerson({ email }))
  const browsers = [rig.browser(), rig.browser()]
  for (const browser of browsers) await browser.get(link)
  const answers = await Promise.all(
    browsers.map((browser) => browser.post('/api/sign-in/link', {})),
  )
  expect(answers.map((answer) => answer.body.code ?? 'signed in').sort()).toEqual([
    'link_used',
    'signed in',
  ])
})

test('who is signed in is told as whom before a link signs in somebody else (H17)', async () => {
  const rig = await startRig()
  await rig.addPerson({ name: 'Somebody Else', email: 'else@example.org', password: goodPassword })
  const link = await freshLink(rig, await rig.addPerson({ email }))
  const browser = await signedIn(rig, 'else@example.org')
  await browser.get(link)
  expect((await browser.get('/api/sign-in/link')).body.signedInAs).toBe('Somebody Else')
})

test('an expired, an unknown and no link each say what they are', async () => {
  const rig = await startRig()
  const link = await freshLink(rig, await rig.addPerson({ email }))
  const codeFor = async (path: string | null) => {
    const browser = rig.browser()
    if (path) await browser.get(path)
    return (await browser.get('/api/sign-in/link')).body.code
  }
  expect(await codeFor(null)).toBe('link_unknown')
  expect(await codeFor(`/link/${'0'.repeat(52)}`)).toBe('link_unknown')
  await rig.rows
    .updateTable('sign_in_link')
    .set({ expires_at: Date.now() - 1 })
    .execute()
  expect(await codeFor(link)).toBe('link_expired')
})

test('a demonstration’s link works again and again, there only, and not through a proxy (H24)', async () => {
  const rig = await startRig()
  const personId = await rig.addPerson({ email })
  await expect(freshLink(rig, personId, 'demo')).rejects.toThrow('not_found')
  await rig.rows.updateTable('installation').set({ is_demo: 1 }).execute()
  const link = await freshLink(rig, personId, 'demo')
  for (const _ of [1, 2]) {
    const browser = rig.browser()
    await browser.get(link)
    expect((await browser.post('/api/sign-in/link', {})).body).toEqual({ personId, next: '/' })
  }
  const proxied = rig.browser()
  await proxied.get(link)
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  expect((await proxied.post('/api/sign-in/link', {}, forwarded)).body.code).toBe('link_unknown')
  await rig.rows.updateTable('installation').set({ is_demo: 0 }).execute()
  expect((await proxied.post('/api/sign-in/link', {})).body.code).toBe('link_unknown')
})

test('a request by API token makes no session', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const answer = await rig
    .browser()
    .post(
      '/api/sign-in/password',
      { email, password: goodPassword },
      { headers: { authorization: 'Bearer none' } },
    )
  expect(answer.body.code).toBe('forbidden')
})
