import { expect, test } from 'vitest'
import { readCookie } from '#server/http/read-cookie.ts'
import { sessionCookieKey, sessionCookieName, sessionHashOf } from '#server/http/session-cookie.ts'

test('the scheme of PUBLIC_URL decides the cookie’s name; on loopback the port does (H19)', () => {
  expect(sessionCookieName({ publicUrl: 'https://plenary.example.org', port: 3000 })).toBe(
    '__Host-plenary',
  )
  expect(sessionCookieName({ publicUrl: 'http://localhost:3000', port: 3000 })).toBe('plenary-3000')
  expect(sessionCookieName({ publicUrl: null, port: 3001 })).toBe('plenary-3001')
})

test('one cookie is found among many, and a broken one is none', () => {
  expect(readCookie('a=1; plenary-3000=s%3Ax.y; b=2', 'plenary-3000')).toBe('s:x.y')
  expect(readCookie('xplenary-3000=1; plenary-30=2', 'plenary-3000')).toBeNull()
  expect(readCookie('plenary-3000=%E0%A4%A', 'plenary-3000')).toBeNull()
  expect(readCookie(undefined, 'plenary-3000')).toBeNull()
})

test('a session id counts only with this installation’s signature', () => {
  const key = sessionCookieKey(new Uint8Array(32))
  const read = (value: string) => sessionHashOf(`c=${value}`, 'c', key)
  // As express-session writes it: `s:` and the id, a dot, HMAC-SHA256 in base64 without padding.
  const signature = 'ctRFTJQhe9WHDAZ1wKYoE6jraat94UPRtpPz8Z9Dyj0'
  expect(read(`s:${'a'.repeat(52)}.${signature}`)).toMatch(/^[0-9a-f]{64}$/)
  expect(read(`s:${'b'.repeat(52)}.${signature}`)).toBeNull()
  expect(
    sessionHashOf(
      `c=s:${'a'.repeat(52)}.${signature}`,
      'c',
      sessionCookieKey(new Uint8Array(32).fill(1)),
    ),
  ).toBeNull()
  for (const broken of ['', 's:', 's:.', 'x.y', `s:${'a'.repeat(52)}`, `s:.${signature}`])
    expect(read(broken)).toBeNull()
})
