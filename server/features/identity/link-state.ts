import { findInstallation } from '#server/installation/installation-store.ts'
import type { Db } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { findLink, type LinkRow } from './link-store.ts'
import { findPerson, type PersonRow } from './person-store.ts'

export type LinkPurpose = 'signIn' | 'confirm' | 'reset' | 'demo' | 'tool'

/**
 * A link that would sign in now, with its person. Throws `link_unknown`, `link_used` or
 * `link_expired`; a demonstration's link is unknown anywhere but there and on its own machine.
 */
export async function findUsableLink(
  db: Db,
  opened: { tokenHash: string; isDirectLoopback: boolean },
  realNow: number,
): Promise<{ link: LinkRow; person: PersonRow }> {
  const link = await findLink(db, opened.tokenHash)
  const person = link?.person_id ? await findPerson(db, link.person_id) : undefined
  if (!link || !person) throw new PlenaryError('link_unknown')
  if (link.purpose === 'demo') {
    const isDemo = (await findInstallation(db))?.is_demo === 1
    if (!isDemo || !opened.isDirectLoopback) throw new PlenaryError('link_unknown')
  }
  if (link.used_at !== null) throw new PlenaryError('link_used')
  if (link.expires_at <= realNow) throw new PlenaryError('link_expired')
  // A link proves the address it was made for, not one that came later (H9).
  if (link.email !== person.email_key) throw new PlenaryError('link_revoked')
  return { link, person }
}
