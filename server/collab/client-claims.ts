import type { PersonId, StoredClient } from './ports.ts'

/**
 * A client id belongs to the person whose connection first announced or used it (rule C3, H1).
 * Claims are in memory at once; in the storage with the first row under the id, or before others
 * get to know it by presence, so that a restart gives nobody another's id that he has seen.
 */
export class ClientClaims {
  readonly #owners = new Map<number, PersonId | null>()
  readonly #durable = new Set<number>()

  constructor(stored: Iterable<StoredClient>) {
    for (const { clientId, personId } of stored) {
      this.#owners.set(clientId, personId)
      this.#durable.add(clientId)
    }
  }

  /** False when the id is somebody else's, or nobody's to continue. */
  claim(client: number, personId: PersonId): boolean {
    const owner = this.#owners.get(client)
    if (owner === undefined) this.#owners.set(client, personId)
    return owner === undefined || owner === personId
  }

  isTaken(client: number): boolean {
    return this.#owners.has(client)
  }

  isDurable(client: number): boolean {
    return this.#durable.has(client)
  }

  madeDurable(client: number): void {
    this.#durable.add(client)
  }
}
