import * as Y from 'yjs'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { readFragment } from '#shared/editor/read-fragment.ts'
import { DraftSession } from './draft-session.ts'
import { type DraftStatus, type RefusalReason, refusalOf, statusOf } from './draft-status.ts'
import { type KeptFor, LocalCopy, localCopyName } from './local-copy.ts'

/** Text that could not be merged any more and is offered instead of being thrown away. */
export interface StaleCopy {
  doc: DraftNode
  hasUnsaved: boolean
  /** `stale`: the shared text is another one now. Else access ended. */
  reason: 'stale' | 'withdrawn' | 'notFound'
}

export interface DraftConnectionOptions {
  /** `wss://host/collab` */
  url: string
  draftId: string
  /** As the draft's page gave it; the copy on this device belongs to it. */
  epoch: number
  /** null on a shared computer: nothing stays on the device. */
  keptFor: KeptFor | null
  /** Asked after a 4409: under which epoch to go on. */
  fetchEpoch: () => Promise<number>
  onStaleCopy: (copy: StaleCopy) => void
  /** Milliseconds, for "Saved, 10:14". */
  now?: () => number
  socket?: typeof WebSocket
}

/** What React shows. `session` changes when the document had to be replaced: bind anew. */
export interface DraftView {
  session: DraftSession
  status: DraftStatus
  /** The text is also on this device. */
  isKept: boolean
  /** Drops what the server refused, here and on the device, and shows the shared text instead. */
  startAfresh: () => void
}

/**
 * Keeps a draft's text connected, and says truly what is stored. Owns the current session, replaces
 * it when the server refuses the document (4409) or Yjs its identity (H22), and decides when a
 * copy on the device is kept or forgotten (H20).
 */
export class DraftConnection {
  readonly #options: DraftConnectionOptions
  readonly #listeners = new Set<() => void>()
  #epoch: number
  #session: DraftSession
  #copy: LocalCopy | null = null
  #isKept = false
  #refusal: RefusalReason | null = null
  #savedAt: number | null = null
  /** Documents refused in a row without one that was let in. */
  #staleInRow = 0
  #view: DraftView
  #isDestroyed = false

  constructor(options: DraftConnectionOptions) {
    this.#options = options
    this.#epoch = options.epoch
    this.#session = this.#open(new Y.Doc())
    this.#view = this.#look()
    void this.#start(this.#session)
  }

  /** For useSyncExternalStore: the same object until something changed. */
  readonly getView = (): DraftView => this.#view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The network is said to be back: do not wait for the next attempt. */
  readonly hurry = (): void => {
    if (this.#refusal === null) this.#session.hurry()
  }

  /** Where the server takes none of it: the page would show for ever what nobody else sees. */
  readonly #startAfresh = (): void => {
    const session = this.#session
    this.#refusal = null
    void this.#forgetCopy().then(() => {
      if (session === this.#session && !this.#isDestroyed) this.#swap(session, new Y.Doc())
    })
  }

  destroy(): void {
    this.#isDestroyed = true
    this.#listeners.clear()
    this.#copy?.close()
    this.#session.destroy()
  }

  #open(doc: Y.Doc): DraftSession {
    const { url, draftId, socket = WebSocket } = this.#options
    const session = new DraftSession(
      doc,
      { url, draftId, epoch: this.#epoch, socket },
      {
        changed: () => this.#changed(session),
        refused: (code, word) => void this.#refused(session, code, word),
        // Yjs is still inside its transaction when it says so.
        lostIdentity: () => queueMicrotask(() => this.#renew(session)),
      },
    )
    return session
  }

  /** What is on the device comes first, so that it goes out with the answer to the step 1. */
  async #start(session: DraftSession): Promise<void> {
    const { keptFor, draftId } = this.#options
    if (keptFor !== null) {
      const name = localCopyName(keptFor, draftId, this.#epoch)
      this.#copy = new LocalCopy(name, session.doc, () => this.#changed(session))
      this.#isKept = await this.#copy.load()
    }
    if (this.#isDestroyed || session !== this.#session) return
    this.#changed(session)
    session.connect()
  }

  #changed(session: DraftSession): void {
    if (session !== this.#session || this.#isDestroyed) return
    const wasSaved = this.#view.status.kind === 'saved'
    if (session.ledger.isSettled && !wasSaved) this.#savedAt = (this.#options.now ?? Date.now)()
    if (session.ledger.isSettled) this.#copy?.markSent()
    const next = this.#look()
    const isSame =
      next.session === this.#view.session &&
      next.isKept === this.#view.isKept &&
      JSON.stringify(next.status) === JSON.stringify(this.#view.status)
    if (isSame) return
    this.#view = next
    for (const listener of this.#listeners) listener()
  }

  #look(): DraftView {
    const session = this.#session
    const status = statusOf({
      // Refusals close after the handshake: in between, nothing is better than before.
      isConnected: session.isConnected && (session.busy === null || session.ledger.hasAnswered),
      isFirstAttempt: !session.hasFailed,
      isSettled: session.ledger.isSettled,
      hasUnsaved: session.hasUnsaved,
      savedAt: this.#savedAt,
      isKept: this.#isKept,
      isWritten: this.#copy?.isWritten ?? true,
      denied: session.denied,
      refusal: this.#refusal,
      busy: session.busy,
    })
    return { session, status, isKept: this.#isKept, startAfresh: this.#startAfresh }
  }

  async #refused(session: DraftSession, code: number, word: string): Promise<void> {
    if (session !== this.#session) return
    const reason = refusalOf(code, word)
    if (reason === 'stale') return this.#replaceStale(session)
    this.#refusal = reason
    if (reason === 'withdrawn' || reason === 'notFound') {
      if (session.hasUnsaved) this.#offerCopy(session, reason)
      await this.#forgetCopy()
    }
    this.#changed(session)
  }

  /** The shared text is another one: offer ours as a copy, and go on with a fresh document. */
  async #replaceStale(session: DraftSession): Promise<void> {
    this.#offerCopy(session, 'stale')
    await this.#forgetCopy()
    this.#staleInRow = session.hasSynced ? 1 : this.#staleInRow + 1
    // Fresh documents that are refused as well would be replaced for ever.
    if (this.#staleInRow > 2) {
      this.#refusal = 'conflict'
      return this.#changed(session)
    }
    try {
      this.#epoch = await this.#options.fetchEpoch()
    } catch {
      // The draft is not there any more; its page says so.
      this.#refusal = 'notFound'
      return this.#changed(session)
    }
    if (this.#isDestroyed) return
    this.#swap(session, new Y.Doc())
  }

  /** The same text under a new identity; what was sent stays under the old one. */
  #renew(session: DraftSession): void {
    if (session !== this.#session || this.#isDestroyed) return
    this.#copy?.close()
    this.#copy = null
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(session.doc))
    this.#swap(session, doc)
  }

  #swap(old: DraftSession, doc: Y.Doc): void {
    this.#session = this.#open(doc)
    this.#session.hasUnsaved = old.hasUnsaved && doc.store.clients.size > 0
    this.#changed(this.#session)
    old.destroy()
    void this.#start(this.#session)
  }

  #offerCopy(session: DraftSession, reason: StaleCopy['reason']): void {
    if (session.fragment.length === 0) return
    const { doc } = readFragment(session.fragment)
    this.#options.onStaleCopy({ doc, hasUnsaved: session.hasUnsaved, reason })
  }

  async #forgetCopy(): Promise<void> {
    const copy = this.#copy
    this.#copy = null
    this.#isKept = false
    await copy?.forget()
  }
}
