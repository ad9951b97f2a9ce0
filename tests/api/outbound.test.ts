import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { startServer } from '#tests/browser/support/server.ts'
import { cookiesOf, Client } from '#tests/support/installation.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'

const hook = pathToFileURL(
  path.resolve(import.meta.dirname, '../support/note-connections.mjs'),
).href

/** Connections beyond this machine, and names that were looked up for them. */
function outbound(noted: string): string[] {
  const lines = existsSync(noted) ? readFileSync(noted, 'utf8').split('\n').filter(Boolean) : []
  return lines.filter(
    (line) =>
      !/"host":"(127\.0\.0\.1|localhost|::1)"|"path":"\/|lookup (127\.0\.0\.1|localhost|::1)$/.test(
        line,
      ),
  )
}

it('opens no connection but those configured: a demonstration starts, is signed in to and posted in', async () => {
  const noted = path.join(temporaryFolder(), 'noted')
  writeFileSync(noted, '')
  const env = { NODE_OPTIONS: `--import=${hook}`, NOTED_CONNECTIONS: noted }
  const server = await startServer({ demo: true, env })
  onTestFinished(() => server.stop())
  const nobody = new Client(server.url, {})
  const opened = await nobody.get(new URL(server.linkFor('Chair’s office')).pathname)
  const headers = { cookie: cookiesOf(opened), origin: server.url }
  const used = await nobody.request('POST', '/api/sign-in/link', {}, headers)
  const person = new Client(server.url, { cookie: cookiesOf(used), origin: server.url })
  const { groups } = (await person.get('/api/session')).body
  const { spaces } = (await person.get(`/api/groups/${groups[0].id}/spaces`)).body
  const topic = { title: 'A topic', markdown: 'With a link: https://elsewhere.example/page' }
  expect((await person.post(`/api/spaces/${spaces[0].id}/topics`, topic)).status).toBe(200)
  expect((await person.get('/api/openapi.json')).status).toBe(200)
  expect(outbound(noted)).toEqual([])
}, 90_000)

it('would notice one', async () => {
  const noted = path.join(temporaryFolder(), 'noted')
  writeFileSync(noted, '')
  const program = "await fetch('http://elsewhere.invalid/').catch(() => undefined)"
  await promisify(execFile)(
    process.execPath,
    [`--import=${hook}`, '--input-type=module', '-e', program],
    {
      env: { ...process.env, NOTED_CONNECTIONS: noted },
    },
  )
  expect(outbound(noted).join()).toContain('elsewhere.invalid')
})
