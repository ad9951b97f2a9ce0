import type { Clock, CollabLogger } from '#server/collab/ports.ts'
import type { Storage } from '#server/storage/storage.ts'
import { PlenaryError } from '#shared/errors.ts'
import { hour, minute } from '#shared/time.ts'
import type { ChangeListener, DraftChanges } from './versions-changes.ts'
import { changedDrafts } from './versions-store.ts'

const second = 1000
/** Nobody has changed the text for so long. */
const quiet = 10 * minute
/** The last person left so long ago. */
const afterLast = minute
/** Where people write on and on: at the next lull after so long, and without one a little later. */
const longestWork = hour
const lull = 30 * second
const longestWithoutLull = longestWork + 15 * minute
const look = 15 * second
const tryAgain = 5 * minute

/** Real time in milliseconds. */
interface ChangedDraft {
  since: number
  last: number
  /** When nobody was seen in it first. */
  emptySince: number | null
}

interface WatchParts {
  storage: Pick<Storage, 'db'>
  changes: DraftChanges
  texts: { keepAutomatic(draftId: string): Promise<void> }
  engine: { occupancy(draftId: string): number }
  clock: Clock
  log: Pick<CollabLogger, 'warn'>
}

/**
 * Keeps automatic versions at natural pauses. Which drafts were changed since their last version
 * stands in the storage, so that a draft that was changed before a crash gets its version after it.
 */
export class VersionWatch implements ChangeListener {
  readonly #parts: WatchParts
  readonly #drafts = new Map<string, ChangedDraft>()
  #cancelLook: (() => void) | null = null
  #turn: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    this.#parts.changes.listen(this)
    for (const draftId of await changedDrafts(this.#parts.storage.db)) this.changed(draftId)
  }

  /** Resolves when the version at work is kept. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelLook?.()
    this.#parts.changes.listen(null)
    await this.#turn
  }

  changed(draftId: string): void {
    const now = this.#parts.clock.now()
    const known = this.#drafts.get(draftId)
    if (known) known.last = now
    else this.#drafts.set(draftId, { since: now, last: now, emptySince: null })
    this.#lookLater()
  }

  kept(draftId: string, isChangedSince: boolean): void {
    const known = this.#drafts.get(draftId)
    if (!isChangedSince) this.#drafts.delete(draftId)
    else if (known) known.since = this.#parts.clock.now()
  }

  #lookLater(): void {
    if (this.#cancelLook || this.#isStopped) return
    this.#cancelLook = this.#parts.clock.after(look, () => {
      this.#turn = this.#keepDue().finally(() => {
        this.#cancelLook = null
        if (this.#drafts.size > 0) this.#lookLater()
      })
    })
  }

  async #keepDue(): Promise<void> {
    for (const [draftId, draft] of this.#drafts) {
      if (this.#isStopped) return
      if (this.#isDue(draftId, draft)) await this.#keep(draftId, draft)
    }
  }

  #isDue(draftId: string, draft: ChangedDraft): boolean {
    const now = this.#parts.clock.now()
    const isEmpty = this.#parts.engine.occupancy(draftId) === 0
    draft.emptySince = isEmpty ? (draft.emptySince ?? now) : null
    const quietFor = now - draft.last
    const workedFor = now - draft.since
    return (
      quietFor >= quiet ||
      (draft.emptySince !== null && now - draft.emptySince >= afterLast) ||
      (workedFor >= longestWork && quietFor >= lull) ||
      workedFor >= longestWithoutLull
    )
  }

  async #keep(draftId: string, draft: ChangedDraft): Promise<void> {
    try {
      await this.#parts.texts.keepAutomatic(draftId)
    } catch (error) {
      const isGone = error instanceof PlenaryError && error.code === 'not_found'
      if (isGone) this.#drafts.delete(draftId)
      this.#parts.log.warn({ err: error, draftId }, 'no automatic version was kept')
      const later = this.#parts.clock.now() - quiet + tryAgain
      Object.assign(draft, { since: later, last: later, emptySince: null })
    }
  }
}
