const KEY = 'plenary.web-socket'

/**
 * What this tab has seen of WebSockets: `works`, `doubtful` after one that failed where others had
 * worked, `blocked`. Forgotten with the tab: elsewhere the network is another one.
 */
export class CarrierMemory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage
  }

  get isBlocked(): boolean {
    return this.#seen() === 'blocked'
  }

  webSocketOpened(): void {
    this.#keep('works')
  }

  /** It did not get through, and at the same moment the other carrier did. */
  webSocketFailed(): void {
    this.#keep(this.#seen() === 'works' ? 'doubtful' : 'blocked')
  }

  #seen(): string | null {
    try {
      return this.#storage.getItem(KEY)
    } catch {
      return null // a browser that lets pages keep nothing
    }
  }

  #keep(seen: 'works' | 'doubtful' | 'blocked'): void {
    try {
      this.#storage.setItem(KEY, seen)
    } catch {
      // Then it is found out again at the next connection.
    }
  }
}
