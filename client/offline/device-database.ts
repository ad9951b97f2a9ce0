/** The stores of one person's database on this device, each with string keys. */
const STORES = ['answers', 'texts'] as const
type Store = (typeof STORES)[number]

const finished = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })

/** A small IndexedDB database. Every method rejects where the browser refuses or has no room. */
export class DeviceDatabase {
  readonly #opened: Promise<IDBDatabase>

  constructor(name: string) {
    const request = indexedDB.open(name, 1)
    request.addEventListener('upgradeneeded', () => {
      for (const store of STORES) request.result.createObjectStore(store)
    })
    this.#opened = finished(request).then((database) => {
      // Signing out in another tab deletes it: an open connection would hold that up.
      database.addEventListener('versionchange', () => database.close())
      return database
    })
    // Whoever asks for something hears of it.
    this.#opened.catch(() => undefined)
  }

  async get(store: Store, key: string): Promise<unknown> {
    return finished((await this.#in(store, 'readonly')).get(key))
  }

  async entries(store: Store): Promise<[key: string, value: unknown][]> {
    const inside = await this.#in(store, 'readonly')
    const [keys, values] = await Promise.all([
      finished(inside.getAllKeys()),
      finished<unknown[]>(inside.getAll()),
    ])
    return keys.map((key, index) => [String(key), values[index]])
  }

  async count(store: Store): Promise<number> {
    return finished((await this.#in(store, 'readonly')).count())
  }

  async put(store: Store, key: string, value: unknown): Promise<void> {
    await finished((await this.#in(store, 'readwrite')).put(value, key))
  }

  async delete(store: Store, key: string): Promise<void> {
    await finished((await this.#in(store, 'readwrite')).delete(key))
  }

  async #in(store: Store, mode: IDBTransactionMode): Promise<IDBObjectStore> {
    return (await this.#opened).transaction(store, mode).objectStore(store)
  }
}

/** Resolves when it is gone, or blocked by a tab that will close it. */
export async function deleteDatabase(name: string): Promise<void> {
  const request = indexedDB.deleteDatabase(name)
  const blocked = new Promise<void>((resolve) => {
    request.addEventListener('blocked', () => resolve())
  })
  await Promise.race([finished(request), blocked])
}
