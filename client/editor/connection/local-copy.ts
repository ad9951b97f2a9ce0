import { IndexeddbPersistence, clearDocument } from 'y-indexeddb'
import type { Doc } from 'yjs'

/** Whose copy on this device it is: another person in the same browser has another one (H20). */
export interface KeptFor {
  /** Tells installations apart that share an address, such as two on localhost. */
  installation: string
  personId: string
}

const PREFIX = 'plenary-draft'
/** A broken IndexedDB must not keep anyone from the text. */
const PATIENCE = 2000

export function localCopyName(keptFor: KeptFor, draftId: string, epoch: number): string {
  return [PREFIX, keptFor.installation, keptFor.personId, draftId, epoch].join('/')
}

/** Keeps a draft on this device, so that offline edits survive a reload. */
export class LocalCopy {
  readonly #store: IndexeddbPersistence

  constructor(name: string, doc: Doc) {
    this.#store = new IndexeddbPersistence(name, doc)
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

  close(): void {
    void this.#store.destroy()
  }

  async forget(): Promise<void> {
    await this.#store.clearData()
  }
}

/** Removes every copy of a person on this device: at sign-out. Answers how many there were. */
export async function forgetLocalCopies(keptFor: KeptFor): Promise<number> {
  const databases = await indexedDB.databases()
  const own = `${PREFIX}/${keptFor.installation}/${keptFor.personId}/`
  const names = databases.flatMap(({ name }) => (name?.startsWith(own) === true ? [name] : []))
  await Promise.all(names.map((name) => clearDocument(name)))
  return names.length
}
