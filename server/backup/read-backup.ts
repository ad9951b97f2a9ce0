import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-stream'
import { PlenaryError } from '#shared/errors.ts'
import { type Manifest, manifest, manifestName, type ManifestEntry } from './manifest.ts'

const longestManifest = 64 * 1024 * 1024

function unusable(why: string): PlenaryError {
  return new PlenaryError('invalid', `This backup was not restored: ${why}.`)
}

/**
 * Unpacks a backup into `folder` (which must be new) and checks every part against the manifest.
 * Throws `invalid` where something is missing, changed or not of a backup.
 */
export async function unpackBackup(file: string, folder: string): Promise<Manifest> {
  const tar = extract()
  const reading = pipeline(createReadStream(file), tar)
  // Whoever walks the entries hears of a broken file first; this one must not go unheard meanwhile.
  reading.catch(() => undefined)
  try {
    const contents = await unpackEntries(tar, folder)
    await reading
    return contents
  } catch (error) {
    if (error instanceof PlenaryError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw unusable(`there is no file ${file}`)
    throw unusable(error instanceof Error ? error.message : String(error))
  }
}

async function unpackEntries(tar: ReturnType<typeof extract>, folder: string): Promise<Manifest> {
  let contents: Manifest | null = null
  const left = new Map<string, ManifestEntry>()
  for await (const entry of tar) {
    const { name } = entry.header
    if (contents === null) {
      if (name !== manifestName) throw unusable('it does not begin with a manifest')
      contents = readManifest(await textOf(entry as unknown as AsyncIterable<Uint8Array>))
      for (const part of contents.entries) left.set(part.name, part)
      continue
    }
    const expected = left.get(name)
    if (!expected) throw unusable(`its manifest does not know "${name}"`)
    await unpackEntry(entry as unknown as NodeJS.ReadableStream, expected, path.join(folder, name))
    left.delete(name)
  }
  if (contents === null) throw unusable('it is empty, or no backup')
  const [missing] = left.keys()
  if (missing !== undefined) throw unusable(`"${missing}" is missing: the file ends too early`)
  return contents
}

async function textOf(entry: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of entry) {
    size += chunk.byteLength
    if (size > longestManifest) throw unusable('its manifest is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readManifest(text: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw unusable('its manifest is no JSON')
  }
  const parsed = manifest.safeParse(json)
  if (!parsed.success)
    throw unusable(`its manifest is not as it should be (${parsed.error.issues[0]?.message})`)
  return parsed.data
}

async function unpackEntry(
  entry: NodeJS.ReadableStream,
  expected: ManifestEntry,
  target: string,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(
    entry,
    hashing,
    createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }),
  )
  if (hash.digest('hex') !== expected.sha256)
    throw unusable(`"${expected.name}" is not what was written`)
}
