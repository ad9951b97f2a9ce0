import { mkdirSync, rmSync } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { newId } from '#shared/ids.ts'

/**
 * Content-addressed files under `DATA_DIR/files`: `ab/<sha256>` as uploaded, and beside it
 * `pictures/ab/<sha256>.webp`, which can be made again from it. Only rows name them (H23).
 */
export class Blobs {
  readonly #root: string

  constructor(dataDir: string) {
    this.#root = path.join(dataDir, 'files')
    // What a crash left half-received belongs to no row.
    rmSync(this.#temporary, { recursive: true, force: true })
    mkdirSync(this.#temporary, { recursive: true, mode: 0o700 })
  }

  get #temporary(): string {
    return path.join(this.#root, 'tmp')
  }

  /** A new name in the same file system, so that the rename at the end is atomic. */
  temporary(): string {
    return path.join(this.#temporary, newId())
  }

  original(sha256: string): string {
    return path.join(this.#root, sha256.slice(0, 2), sha256)
  }

  picture(sha256: string): string {
    return path.join(this.#root, 'pictures', sha256.slice(0, 2), `${sha256}.webp`)
  }

  /** Moves a complete file to its place; on the disk, with its folder, when this resolves (H12). */
  async keep(temporary: string, target: string): Promise<void> {
    const folder = path.dirname(target)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await sync(temporary)
    await rename(temporary, target)
    await sync(folder)
    await sync(path.dirname(folder))
  }

  async has(file: string): Promise<boolean> {
    return access(file).then(
      () => true,
      () => false,
    )
  }

  async discard(temporary: string): Promise<void> {
    await rm(temporary, { force: true })
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows cannot sync a folder, and orders such changes by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    await handle.close()
  }
}
