import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pack, type Pack } from 'tar-stream'
import { productVersion } from '#server/http/product-version.ts'
import { installationCommands } from '#server/installation/installation-service.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import type { Storage } from '#server/storage/storage.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { appliedMigrations, namedBlobs, readingFile } from './backup-store.ts'
import { blobName } from './data-folder.ts'
import {
  databaseName,
  type Manifest,
  manifestName,
  type ManifestEntry,
  measure,
} from './manifest.ts'

export interface BackupReport {
  file: string
  bytes: number
  files: number
  /** Hashes of files that rows name and the disk does not have. */
  missing: string[]
}

/**
 * Writes one file with everything, while the product runs: a copy of the database made by the
 * writer between its batches (H12), then the files which that copy names. Readable by its owner
 * only, complete or not there at all.
 */
export async function writeBackup(
  storage: Storage,
  dataDir: string,
  target: string,
): Promise<BackupReport> {
  const work = path.join(dataDir, `backup-${newId()}`)
  const partial = `${target}.partial-${newId()}`
  await mkdir(work, { recursive: true, mode: 0o700 })
  try {
    const copy = path.join(work, databaseName)
    await storage.backup(copy)
    const { contents, missing, source } = await describe(copy, dataDir)
    const bytes = await writeTar(partial, contents, source)
    await rename(partial, target)
    await storage.exec(installationCommands.backedUp, { at: Date.now() })
    return { file: target, bytes, files: contents.entries.length - 1, missing }
  } finally {
    await rm(work, { recursive: true, force: true })
    await rm(partial, { force: true })
  }
}

async function describe(copy: string, dataDir: string) {
  const database = await readingFile(copy, async (db) => ({
    blobs: await namedBlobs(db),
    schema: await appliedMigrations(db),
    installation: await findInstallation(db),
  }))
  if (!database.installation)
    throw new PlenaryError('not_set_up', 'This database holds no installation yet.')
  const entries: ManifestEntry[] = [await measure(copy, databaseName)]
  const missing: string[] = []
  for (const sha256 of database.blobs) {
    const name = blobName(sha256)
    const file = path.join(dataDir, name)
    if (await exists(file)) entries.push(await measure(file, name))
    else missing.push(sha256)
  }
  const contents: Manifest = {
    format: 'plenary-backup',
    version: 1,
    product: productVersion,
    schema: database.schema,
    installationId: database.installation.id,
    createdAt: Date.now(),
    entries,
  }
  return {
    contents,
    missing,
    source: (name: string) => (name === databaseName ? copy : path.join(dataDir, name)),
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** Returns the bytes written; they are on the disk by then. */
async function writeTar(
  file: string,
  contents: Manifest,
  source: (name: string) => string,
): Promise<number> {
  const tar = pack()
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  const written = pipeline(tar, out)
  try {
    await putAll(tar, contents, source)
  } catch (error) {
    tar.destroy()
    await written.catch(() => undefined)
    throw error
  }
  await written
  const handle = await open(file, 'r+')
  await handle.sync()
  const { size } = await handle.stat()
  await handle.close()
  return size
}

async function putAll(
  tar: Pack,
  contents: Manifest,
  source: (name: string) => string,
): Promise<void> {
  tar.entry({ name: manifestName, mode: 0o600 }, `${JSON.stringify(contents, null, 1)}\n`)
  for (const { name, size } of contents.entries) {
    await pipeline(createReadStream(source(name)), tar.entry({ name, size, mode: 0o600 }))
  }
  tar.finalize()
}
