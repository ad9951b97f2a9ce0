import type { Db } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import type { Caller } from './authorize.ts'
import { loadViewer } from './viewer-store.ts'

/** Rights also end by the clock (a term, a grant, midnight), so nothing is kept for long. */
const keptForMs = 1000

/** Kinds of events after which somebody's rights may be others: all seats, access and persons. */
export const changesRights =
  /^(person|administrator|seat|agency|access|space|term|installation|invitation|group)\./

/**
 * Viewers for reads on the main thread. Emptied by every commit that may change rights, and within
 * a second in any case; commands never use it, they read rights in their own transaction.
 */
export class ViewerCache {
  readonly #db: Db
  readonly #now: () => number
  #kept = new Map<string, { viewer: Viewer | null; until: number }>()

  constructor(db: Db, domainNow: () => number) {
    this.#db = db
    this.#now = domainNow
  }

  afterCommit(kinds: string[]): void {
    if (kinds.some((kind) => changesRights.test(kind))) this.#kept = new Map()
  }

  /** Throws `not_signed_in` where the person is no longer there. */
  async viewer(caller: Caller): Promise<Viewer> {
    // A load that a commit overtakes ends in the map that the commit threw away.
    const kept = this.#kept
    const known = kept.get(caller.personId)
    const isFresh = known !== undefined && known.until > performance.now()
    const viewer = isFresh ? known.viewer : await loadViewer(this.#db, caller.personId, this.#now())
    if (!isFresh) kept.set(caller.personId, { viewer, until: performance.now() + keptForMs })
    if (!viewer) throw new PlenaryError('not_signed_in')
    return caller.scopes === null ? viewer : { ...viewer, scopes: caller.scopes }
  }
}
