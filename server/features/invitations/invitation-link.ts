import { secretHash } from '#server/http/secret-hash.ts'
import type { Services } from '#server/services.ts'
import { newSecret } from '#shared/ids.ts'
import { manageCommands } from './manage-service.ts'

/** A link's address, built from the public address, never from Host (H17). */
export function invitationUrl(services: Pick<Services, 'publicUrl'>, secret: string): string {
  return `${services.publicUrl()}/invite/${secret}`
}

/**
 * Makes the link of a letter at the moment of its delivery to `address`, and returns it (H9). Throws
 * `link_used`, `link_revoked`, `link_expired` or `link_unknown` where the invitation is not open any
 * more, or is bound to another address by now: the letter is then not sent.
 */
export async function mintInvitationLink(
  services: Pick<Services, 'storage' | 'publicUrl'>,
  letter: { invitationId: string; address: string },
): Promise<string> {
  const secret = newSecret()
  const tokenHash = secretHash(secret)
  await services.storage.exec(manageCommands.mintMailedLink, { ...letter, tokenHash })
  return invitationUrl(services, secret)
}
