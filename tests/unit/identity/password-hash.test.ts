import { expect, test } from 'vitest'
import type { PlenaryError } from '#shared/errors.ts'
import { hashPassword, isPassword, nobodysHash } from '#server/features/identity/password-hash.ts'

test('a hash is argon2id at 19 MiB, salted, and knows its password however the accents are stored', async () => {
  const [one, other] = await Promise.all([
    hashPassword('élan tranquille'),
    hashPassword('élan tranquille'),
  ])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(other)
  expect(await isPassword('e\u0301lan tranquille', one)).toBe(true)
  expect(await isPassword('elan tranquille', one)).toBe(false)
  expect(await isPassword('', nobodysHash)).toBe(false)
  expect(await isPassword('anything', 'not a hash')).toBe(false)
})

test('two are hashed at a time and fifty wait; the next is told that the server is busy (H25)', async () => {
  const asked = Array.from({ length: 55 }, () => hashPassword('several quiet harbours'))
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.flatMap((outcome) => {
    return outcome.status === 'rejected' ? [(outcome.reason as PlenaryError).code] : []
  })
  expect(refused).toEqual(['busy', 'busy', 'busy'])
  expect(await hashPassword('and then it goes on')).toContain('$argon2id$')
}, 60_000)
