import { expect, test } from 'vitest'
import { originFault } from '#server/http/origin-fault.ts'

const publicUrl = 'https://plenary.example.org'
const isRefused = (url: string | null, host: string | undefined, origin?: string) =>
  originFault({ publicUrl: url }, { host, ...(origin !== undefined && { origin }) })?.header ?? null

test('a fault says what came, what was expected and what would mend it (H19)', () => {
  expect(originFault({ publicUrl }, { host: '127.0.0.1:3000' })).toEqual({
    header: 'Host',
    received: '127.0.0.1:3000',
    expected: 'plenary.example.org',
    mend: expect.stringContaining('proxy') as unknown,
  })
})

test('names that only look like this server are others (H19)', () => {
  for (const host of [
    'plenary.example.org.evil.example',
    'plenary.example.org:8443',
    'evil@plenary.example.org',
    'plenary.example.org/x',
    undefined,
  ]) {
    expect([host, isRefused(publicUrl, host)]).toEqual([host, 'Host'])
  }
  for (const host of [
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'x@localhost',
    '0.0.0.0',
    '127.0.0.1 ',
  ]) {
    expect([host, isRefused(null, host)]).toEqual([host, host === '127.0.0.1 ' ? null : 'Host'])
  }
})

test('an absent Origin is no fault; a foreign, opaque or malformed one is (H18)', () => {
  expect(isRefused(null, 'localhost:3000')).toBeNull()
  expect(isRefused(null, 'localhost:3000', 'http://localhost:3000')).toBeNull()
  for (const origin of ['http://127.0.0.1:3000', 'https://localhost:3000', 'null', '', 'file://']) {
    expect([origin, isRefused(null, 'localhost:3000', origin)]).toEqual([origin, 'Origin'])
  }
})
