import type { AppendRow } from '#server/collab/ports.ts'
import { AccessByToken } from './access-by-token.ts'
import type { InMemoryDraftLog } from './in-memory-draft-log.ts'

/** Who may write at the moment, as the storage knows it; and when the engine hears of it. */
export class SimulatedRights {
  readonly access = new AccessByToken()
  readonly #log: InMemoryDraftLog
  readonly #writers = new Map<string, ReturnType<AccessByToken['grant']>>()
  readonly #withdrawn = new Set<string>()
  #frozenAt: number | null = null

  constructor(log: InMemoryDraftLog) {
    this.#log = log
  }

  get isEverythingAllowed(): boolean {
    return this.#withdrawn.size === 0 && !this.#log.draft('7').isFrozen
  }

  addWriter(token: string): void {
    this.#writers.set(token, this.access.grant(token, ['7']))
  }

  addReader(token: string, mayWrite: boolean): void {
    this.access.grant(token, ['7'], mayWrite)
  }

  withdraw(token: string, isTold: boolean): void {
    if (!this.#writers.has(token)) return
    this.#withdrawn.add(token)
    this.#changed(token, isTold)
  }

  /** To one of those whose right was withdrawn. */
  giveBack(who: number, isTold: boolean): void {
    const token = [...this.#withdrawn][who % this.#withdrawn.size]
    if (token === undefined) return
    this.#withdrawn.delete(token)
    this.#changed(token, isTold)
  }

  giveAllBack(): void {
    this.#withdrawn.clear()
  }

  #changed(token: string, isTold: boolean): void {
    this.apply()
    if (isTold) this.access.publish({ personId: `person-${token}` })
  }

  /** What `access` answers from now on. */
  apply(): void {
    const { isFrozen } = this.#log.draft('7')
    for (const [token, right] of this.#writers) {
      right.canWrite = !isFrozen && !this.#withdrawn.has(token)
    }
  }

  /** As the append's transaction does: rights at the moment of the commit (C4 c). */
  readInTransaction(rows: AppendRow[]): void {
    for (const { actor } of rows) {
      const { token } = actor as { token: string }
      if (this.#withdrawn.has(token)) this.#log.denied.add(actor)
      else this.#log.denied.delete(actor)
    }
  }

  /** In the transaction that freezes; `tellFrozen` follows when it is committed. */
  freeze(): void {
    const draft = this.#log.draft('7')
    draft.isFrozen = true
    this.#frozenAt ??= draft.lastSeq
  }

  tellFrozen(): void {
    this.apply()
    this.access.publish({ draftId: '7' })
  }

  /** False when a row followed the freeze (H8). */
  thaw(): boolean {
    const draft = this.#log.draft('7')
    const wasKept = this.#frozenAt === null || draft.lastSeq === this.#frozenAt
    this.#frozenAt = null
    draft.isFrozen = false
    this.apply()
    this.access.publish({ draftId: '7' })
    return wasKept
  }
}
