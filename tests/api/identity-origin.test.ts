import { request } from 'node:http'
import { expect, test } from 'vitest'
import { goodPassword, signedIn, startRig, textLike, textWith } from './identity-rig.ts'

const email = 'focal@example.org'
const publicUrl = 'https://plenary.example.org'
const asPublic = { host: 'plenary.example.org', origin: publicUrl }

test('a Host that is not this machine gets a page with both values and the mend (H19)', async () => {
  const rig = await startRig()
  const rebound = await rig
    .browser()
    .get('/sign-in', { headers: { host: 'evil.example:80', accept: 'text/html' } })
  expect(rebound.status).toBe(403)
  expect(rebound.headers['content-type']).toContain('text/html')
  for (const said of ['evil.example:80', '127.0.0.1, localhost', 'PUBLIC_URL'])
    expect(rebound.text).toContain(said)
  const call = await rig.browser().get('/api/session', { headers: { host: 'evil.example' } })
  expect(call.body).toMatchObject({
    code: 'bad_origin',
    detail: textWith('evil.example'),
  })
})

test('what a request says of its Host stands in the page as text (H19)', async () => {
  const rig = await startRig()
  const hostile = await rig
    .browser()
    .get('/', { headers: { host: '"><script>alert(1)</script>', accept: 'text/html' } })
  expect(hostile.status).toBe(403)
  expect(hostile.text).not.toContain('<script>')
})

test('every loopback name is this machine, and the same one must be the Origin (H19)', async () => {
  const rig = await startRig()
  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    const host = `${name}:${rig.port}`
    expect((await rig.browser().get('/api/session', { headers: { host } })).status).toBe(200)
    const body = { email, password: goodPassword }
    const from = (origin: string) =>
      rig.browser().post('/api/sign-in/password', body, { headers: { host, origin } })
    expect((await from(`http://${host}`)).body.code).toBe('wrong_credentials')
    for (const origin of [`http://${name}:1`, `https://${host}`, 'http://evil.example', 'null']) {
      expect((await from(origin)).body.code).toBe('bad_origin')
    }
  }
})

test('where PUBLIC_URL is set, it alone is the Host and the Origin (H19)', async () => {
  const rig = await startRig({ publicUrl })
  const get = (headers: Record<string, string>) => rig.browser().get('/api/session', { headers })
  expect((await get({ host: 'plenary.example.org' })).status).toBe(200)
  expect((await get({ host: 'PLENARY.example.org:443' })).status).toBe(200)
  expect((await get({ host: `127.0.0.1:${rig.port}` })).body.code).toBe('bad_origin')
  expect((await get({ ...asPublic, origin: 'http://plenary.example.org' })).body.code).toBe(
    'bad_origin',
  )
})

test('with https the cookie is __Host-, Secure, and set though no proxy is trusted (H19)', async () => {
  const rig = await startRig({ publicUrl })
  await rig.addPerson({ email, password: goodPassword })
  const browser = rig.browser()
  const answer = await browser.post(
    '/api/sign-in/password',
    { email, password: goodPassword },
    { headers: asPublic },
  )
  expect(answer.headers['set-cookie']).toEqual([
    textLike(/^__Host-plenary=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/),
  ])
  expect(answer.headers['strict-transport-security']).toContain('max-age')
  expect((await browser.get('/api/session', { headers: asPublic })).body.person?.email).toBe(email)
  const opened = await rig
    .browser()
    .get(`/link/${'0'.repeat(52)}`, { headers: { host: asPublic.host } })
  expect(opened.headers['set-cookie']?.[0]).toMatch(
    /^__Secure-plenary-sign-in=0+; Max-Age=1800; Path=\/api\/sign-in; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('links are built from PUBLIC_URL, whatever the Host says (H17)', async () => {
  const rig = await startRig({ publicUrl })
  expect(await rig.link.address()).toMatch(/^https:\/\/plenary\.example\.org\/setup\/[0-9a-z]{52}$/)
})

test('what changes something and carries a cookie must name its Origin (H19)', async () => {
  const rig = await startRig()
  await rig.addPerson({ email, password: goodPassword })
  const browser = await signedIn(rig, email)
  const bare = { host: `127.0.0.1:${rig.port}` }
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  // The browser of these tests always names its Origin; so the request is written out.
  const raw = (headers: Record<string, string>) => signOutWith(rig.port, headers)
  expect(await raw({ ...bare, cookie })).toBe(403)
  expect(await raw({ ...bare, cookie, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await raw({ ...bare, cookie, authorization: 'Bearer plenary_none' })).toBe(401)
  expect(await raw({ ...bare })).toBe(401)
  expect(await raw({ ...bare, cookie, 'sec-fetch-site': 'same-origin' })).toBe(204)
})

function signOutWith(port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/api/sign-out',
      agent: false,
      headers,
    })
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end()
  })
}

test('answers carry a policy under which nothing foreign and nothing inline runs', async () => {
  const rig = await startRig()
  const { headers } = await rig.browser().get('/api/session')
  const policy = String(headers['content-security-policy']).split(';')
  expect(policy.toSorted()).toEqual(
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${rig.port}`,
      "manifest-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ].toSorted(),
  )
  expect(headers).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
})
