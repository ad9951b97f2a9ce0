import type { AppendResult, AppendRow, LogHealth, PersonId } from '#server/collab/ports.ts'
import { InMemoryDraftLog } from './in-memory-draft-log.ts'

/**
 * The in-memory log on a disk that fills up: nothing is stored any more, reading goes on, and it
 * says so before whoever was refused hears of it, as the product's storage does.
 */
export class TroubledLog extends InMemoryDraftLog implements LogHealth {
  /** What was asked to be stored while nothing could be. */
  readonly refused: string[] = []
  readonly #listeners = new Set<(isHealthy: boolean) => void>()
  #isFull = false
  #isHealthy = true

  isHealthy(): boolean {
    return this.#isHealthy
  }

  onHealth(listener: (isHealthy: boolean) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** From here on nothing is stored; it is noticed with the next attempt, or by `notice`. */
  fill(): void {
    this.#isFull = true
  }

  notice(): void {
    this.fill()
    this.#tell(false)
  }

  empty(): void {
    this.#isFull = false
    this.#tell(true)
  }

  override async append(rows: AppendRow[]): Promise<AppendResult[]> {
    this.#refuseWhenFull('append')
    return super.append(rows)
  }

  override async compact(...input: Parameters<InMemoryDraftLog['compact']>): Promise<void> {
    this.#refuseWhenFull('compact')
    return super.compact(...input)
  }

  override async reserveClients(draftId: string, personId: PersonId, clientIds: number[]) {
    this.#refuseWhenFull('reserveClients')
    return super.reserveClients(draftId, personId, clientIds)
  }

  #refuseWhenFull(what: string): void {
    if (!this.#isFull) return
    this.refused.push(what)
    this.#tell(false)
    throw new Error('the disk is full')
  }

  #tell(isHealthy: boolean): void {
    if (this.#isHealthy === isHealthy) return
    this.#isHealthy = isHealthy
    for (const listener of this.#listeners) listener(isHealthy)
  }
}
