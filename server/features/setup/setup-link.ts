import { timingSafeEqual } from 'node:crypto'
import { secretHash } from '#server/http/secret-hash.ts'
import { hasGroup } from '#server/installation/installation-store.ts'
import type { Services } from '#server/services.ts'
import { newSecret } from '#shared/ids.ts'

/** The first-run page's secret: drawn at each start, in memory only, worth nothing once a group exists. */
export class SetupLink {
  readonly #services: Pick<Services, 'storage' | 'publicUrl'>
  readonly #secret = newSecret()

  constructor(services: Pick<Services, 'storage' | 'publicUrl'>) {
    this.#services = services
  }

  /** The address to print; null on a database that holds a group. */
  async address(): Promise<string | null> {
    const isOver = await hasGroup(this.#services.storage.db)
    return isOver ? null : `${this.#services.publicUrl()}/setup/${this.#secret}`
  }

  async isOpenFor(secret: string | null): Promise<boolean> {
    if (secret === null) return false
    const [given, own] = [secret, this.#secret].map((one) => Buffer.from(secretHash(one)))
    const isOwn = given !== undefined && own !== undefined && timingSafeEqual(given, own)
    return isOwn && !(await hasGroup(this.#services.storage.db))
  }
}

/** What to tell the person at the console; nothing once a group exists. */
export async function setupGreeting(link: SetupLink): Promise<string[]> {
  const address = await link.address()
  return address === null
    ? []
    : ['This installation is empty. Set up your group here (the link works once):', address]
}
