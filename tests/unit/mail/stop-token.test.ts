import { expect, it } from 'vitest'
import { newId } from '#shared/ids.ts'
import { personOfStopToken, stopToken } from '#server/mail/stop-token.ts'

const secret = new Uint8Array(32).fill(7)

it('names the person for whom it was signed, and nobody where a character or the secret is another', () => {
  const [person, other] = [newId(), newId()]
  const token = stopToken(secret, person)
  expect(personOfStopToken(secret, token)).toBe(person)
  expect(personOfStopToken(secret, token.replace(person, other))).toBeNull()
  expect(personOfStopToken(secret, `${token.slice(0, -4)}AAAA`)).toBeNull()
  expect(personOfStopToken(new Uint8Array(32), token)).toBeNull()
  for (const bad of ['', '.', person, `${person}.`])
    expect(personOfStopToken(secret, bad)).toBeNull()
})
