import { IndexeddbPersistence, clearDocument } from 'y-indexeddb'
import type { Doc, Transaction } from 'yjs'

/** Whose copy on this device it is: another person in the same browser has another one (H20). */
export interface KeptFor {
  /** Tells installations apart that share an address, such as two on localhost. */
  installation: string
  personId: string
}

const PREFIX = 'plenary-draft'
/** In the copy's own database: whether it holds changes that the server has not stored. */
export const UNSENT = 'unsent'
/** A broken IndexedDB must not keep anyone from the text. */
const PATIENCE = 2000

export function localCopyName(keptFor: KeptFor, draftId: string, epoch: number): string {
  return [PREFIX, keptFor.installation, keptFor.personId, draftId, epoch].join('/')
}

/** Keeps a draft on this device, so that offline edits survive a reload. */
export class LocalCopy {
  readonly #store: IndexeddbPersistence
  readonly #onWritten: () => void
  #isUnsent: boolean | null = null
  #isWriting = false
  #hasMore = false

  /** `onWritten`: all that was typed is on the device now. */
  constructor(name: string, doc: Doc, onWritten: () => void = () => undefined) {
    this.#onWritten = onWritten
    this.#store = new IndexeddbPersistence(name, doc)
    doc.on('update', (_update: Uint8Array, _origin, _doc, { local }: Transaction) => {
      if (!local) return
      this.#mark(true)
      void this.#write()
    })
  }

  /** Whether all that was typed is on the device: a reload in between would lose the last letters. */
  get isWritten(): boolean {
    return !this.#isWriting
  }

  /** True once what was kept is in the document; false when the device does not answer. */
  async load(): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const loaded = this.#store.whenSynced.then(() => true)
    const tooSlow = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE)
    })
    const isLoaded = await Promise.race([loaded, tooSlow])
    clearTimeout(timer)
    return isLoaded
  }

  /** The server has stored all of it. Until then it counts as unsent from the first letter (H20). */
  markSent(): void {
    this.#mark(false)
  }

  close(): void {
    void this.#store.destroy()
  }

  async forget(): Promise<void> {
    await this.#store.clearData()
  }

  async #write(): Promise<void> {
    this.#hasMore = true
    if (this.#isWriting) return
    this.#isWriting = true
    while (this.#hasMore) {
      this.#hasMore = false
      await this.#pastWrites()
    }
    this.#isWriting = false
    this.#onWritten()
  }

  /** y-indexeddb does not say when it has written; reading waits for the writes before it. */
  async #pastWrites(): Promise<void> {
    const { db } = this.#store
    if (db === null) return
    await new Promise<void>((resolve) => {
      try {
        const reading = db.transaction(['updates'], 'readonly')
        for (const end of ['complete', 'abort'])
          reading.addEventListener(end, () => resolve(), { once: true })
      } catch {
        // Closed: somebody signed out in another tab, or the page is being left.
        resolve()
      }
    })
  }

  #mark(isUnsent: boolean): void {
    if (isUnsent === this.#isUnsent) return
    this.#isUnsent = isUnsent
    // A device that refuses the mark has refused the text as well, and that is said elsewhere.
    void this.#store.set(UNSENT, isUnsent ? 1 : 0).catch(() => undefined)
  }
}

/** Removes every copy of a person on this device: at sign-out. Answers how many there were. */
export async function forgetLocalCopies(keptFor: KeptFor): Promise<number> {
  const names = await localCopyNames(keptFor)
  await Promise.all(names.map((name) => clearDocument(name)))
  return names.length
}

/** Of all copies of a person, or of one draft's; rejects where the device does not answer. */
export async function localCopyNames(keptFor: KeptFor, draftId?: string): Promise<string[]> {
  const databases = await indexedDB.databases()
  const own = [PREFIX, keptFor.installation, keptFor.personId, draftId ?? ''].join('/')
  const prefix = draftId === undefined ? own : `${own}/`
  return databases.flatMap(({ name }) => (name?.startsWith(prefix) === true ? [name] : []))
}
