import type { LimitName, RateLimits } from '#server/http/rate-limits.ts'
import type { Db } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { isPassword, nobodysHash } from './password-hash.ts'
import { personsWith } from './person-store.ts'

/** Unproven addresses are not unique (H10): so many who gave the same one are tried. */
const mostNamesakes = 3

/**
 * The person of this address and password; null where there is none, after the same time whether
 * or not the address is known. Includes who joined without proving the address: where no mail is
 * configured the password is their only way back.
 */
async function findByPassword(db: Db, email: string, password: string): Promise<string | null> {
  const namesakes = await personsWith(db, emailKey(email), mostNamesakes)
  const known = namesakes.flatMap(({ id, password_hash: hash }) =>
    hash === null ? [] : { id, hash },
  )
  if (known.length === 0) await isPassword(password, nobodysHash)
  for (const { id, hash } of known) if (await isPassword(password, hash)) return id
  return null
}

/**
 * Checks a password under the limits of H25: each try takes a point of the account at this address,
 * of the account, and of the address; a success, or a try that the server could not make, gives
 * them back. So only failures count, and an attack on one account stops no other.
 * Throws `wrong_credentials`, `too_many_requests` or `busy`.
 */
export async function provePassword(
  db: Db,
  limits: RateLimits,
  given: { email: string; password: string; address: string },
): Promise<string> {
  const account = emailKey(given.email)
  const points: [LimitName, string][] = [
    ['passwordOfAccountFromAddress', `${account} ${given.address}`],
    ['passwordOfAccount', account],
    ['passwordFromAddress', given.address],
  ]
  // In this order: who is stopped for one account takes nothing from the address that others share.
  for (const [name, key] of points) await limits.require(name, key)
  const giveBack = () => Promise.all(points.map(([name, key]) => limits.giveBack(name, key)))
  try {
    const personId = await findByPassword(db, given.email, given.password)
    if (personId === null) throw new PlenaryError('wrong_credentials')
    await giveBack()
    return personId
  } catch (error) {
    if (!(error instanceof PlenaryError) || error.code !== 'wrong_credentials') await giveBack()
    throw error
  }
}
