import { expect, test } from 'vitest'
import { kindOfRequest } from '../../../client/offline/shell-request.ts'

const origin = 'https://plenary.example.org'
const kindOf = (path: string, mode: RequestMode = 'navigate', method = 'GET') =>
  kindOfRequest({ url: new URL(path, origin).href, mode, method }, origin)

test.each([
  '/',
  '/notifications',
  '/members',
  '/account',
  '/administration',
  '/spaces/new',
  '/spaces/a1/drafts',
  '/topics/a1?post=7',
  '/drafts/a1/versions',
])('the page %s opens without the network', (path) => {
  expect(kindOf(path)).toBe('page')
})

test.each([
  '/api/session',
  '/api/files/a1',
  '/collab/a1',
  '/socket.io/?sid=1',
  '/sign-in',
  '/link/secret',
  '/invite/secret',
  '/invitation/a1',
  '/setup/secret',
  '/mail/stop/secret',
  '/healthz',
  '/metrics',
  '/service-worker.js',
])('H17: %s is the server’s alone, whatever asks for it', (path) => {
  expect([kindOf(path), kindOf(path, 'cors')]).toEqual(['other', 'other'])
})

test('H20: only the built files are kept, and only from here', () => {
  expect(kindOf('/assets/index-a1.js', 'no-cors')).toBe('file')
  expect(kindOf('/first-paint.js', 'no-cors')).toBe('file')
  expect(kindOf('/assets/index-a1.js', 'cors', 'POST')).toBe('other')
  expect(kindOf('https://elsewhere.example.org/assets/index-a1.js', 'cors')).toBe('other')
  expect(kindOf('/drafts/a1', 'cors')).toBe('other')
})
