import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

export const manifestName = 'manifest.json'
export const databaseName = 'plenary.sqlite'

/** Names inside a backup: the database and content-addressed files, nothing that climbs out. */
const entryName = z
  .string()
  .regex(/^(plenary\.sqlite|files\/[0-9a-f]{2}\/[0-9a-f]{64})$/, 'not a name of a backup')

/** First in the file: what it holds and what each part must hash to. */
export const manifest = z.object({
  format: z.literal('plenary-backup'),
  version: z.literal(1),
  product: z.string(),
  /** Names of the migrations that the database has seen. */
  schema: z.array(z.string()),
  installationId: z.string(),
  /** Real time, in milliseconds. */
  createdAt: z.int(),
  entries: z.array(
    z.object({ name: entryName, size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})
export type Manifest = z.output<typeof manifest>
export type ManifestEntry = Manifest['entries'][number]

/** Size and SHA-256 of a file, read once from end to end. */
export async function measure(file: string, name: string): Promise<ManifestEntry> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return { name, size: (await stat(file)).size, sha256: hash.digest('hex') }
}
