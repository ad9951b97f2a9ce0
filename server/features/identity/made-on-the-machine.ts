import { secretHash } from '#server/http/secret-hash.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import type { Scope } from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId, newSecret } from '#shared/ids.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { accountCommands } from './account-service.ts'
import { linkCommands } from './link-service.ts'
import type { LinkPurpose } from './link-state.ts'
import { type PersonRow, personsWith } from './person-store.ts'
import { tokenCommands } from './token-service.ts'

/**
 * Makes a link that signs a person in, and returns its address: for a mail at the moment of its
 * delivery (H9), for the demonstration, for the tool. Throws `not_found` where the person is gone,
 * or `signIn` finds the address unproven, or `confirm` finds it proven.
 */
export async function mintLink(
  services: Pick<Services, 'storage' | 'publicUrl'>,
  input: { personId: string; purpose: LinkPurpose },
): Promise<{ url: string; expiresAt: number }> {
  const secret = newSecret()
  const { expiresAt } = await services.storage.exec(linkCommands.mint, {
    ...input,
    tokenHash: secretHash(secret),
  })
  return { url: `${services.publicUrl()}/link/${secret}`, expiresAt }
}

/** Makes an API token; the answer is the only place where it stands in full. */
export async function makeToken(
  services: Pick<Services, 'storage'>,
  input: {
    personId: string
    name: string
    scopes: Scope[]
    days: number
    seatId: string | null
    madeBy: 'person' | 'tool'
  },
): Promise<{ id: string; token: string; expiresAt: number }> {
  const token = `plenary_${newSecret()}`
  const made = { id: newId(), tokenHash: secretHash(token), prefix: token.slice(0, 12) }
  const { expiresAt } = await services.storage.exec(tokenCommands.make, { ...input, ...made })
  return { id: made.id, token, expiresAt }
}

async function personOf(db: Db, email: string): Promise<PersonRow> {
  const [first, second] = await personsWith(db, emailKey(email), 2)
  if (!first) throw new PlenaryError('not_found', `Nobody here has the address ${email}.`)
  if (first.is_confirmed === 0 && second) {
    throw new PlenaryError(
      'conflict',
      `Several persons gave the address ${email}, and none of them has proven it.`,
    )
  }
  return first
}

/** `sign-in-link EMAIL`: an hour, once; the person and the chair's office see that it was made (H24). */
export async function makeSignInLink(
  services: Pick<Services, 'storage' | 'publicUrl'>,
  email: string,
): Promise<{ url: string; expiresAt: number; name: string }> {
  const person = await personOf(services.storage.db, email)
  return {
    ...(await mintLink(services, { personId: person.id, purpose: 'tool' })),
    name: person.name,
  }
}

/** `api-token EMAIL`: told to the person and the chair's office (H24); `unconfirmed` persons get none. */
export async function makeApiToken(
  services: Pick<Services, 'storage'>,
  input: { email: string; scopes: Scope[]; seatId?: string | undefined; days?: number | undefined },
): Promise<{ id: string; token: string; expiresAt: number; name: string }> {
  const person = await personOf(services.storage.db, input.email)
  const made = await makeToken(services, {
    personId: person.id,
    name: 'Made with the command-line tool',
    scopes: input.scopes,
    days: input.days ?? 30,
    seatId: input.seatId ?? null,
    madeBy: 'tool',
  })
  return { ...made, name: person.name }
}

/** `administrator EMAIL`: gives the mark, as an event that the chair's office sees. */
export async function markAdministrator(
  services: Pick<Services, 'storage'>,
  email: string,
): Promise<{ personId: string; name: string }> {
  const person = await personOf(services.storage.db, email)
  await services.storage.exec(accountCommands.markAdministrator, { personId: person.id })
  return { personId: person.id, name: person.name }
}
