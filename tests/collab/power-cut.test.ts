import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import { StoredDraftLog } from '#server/features/drafts/draft-log.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { openSqliteStorage } from '#server/storage/sqlite/sqlite-storage.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'
import { Committer, commitsIn } from './support/committing.ts'
import { seedProduct } from './support/product-process.ts'
import { SeededRandom } from './support/seeded-random.ts'
import { afterPowerCut, toldBefore } from './support/storage-recording.ts'
import type { StorageRecording, StorageStep } from './support/storage-recording.ts'
import { canRecordSystemCalls, recordSystemCalls } from './support/system-call-recording.ts'

const COMMITS = 12
const CUTS = 24

interface Seeded {
  dataDir: string
  file: string
  draftId: string
  personId: string
  before: StorageRecording['before']
}

async function seed(): Promise<Seeded> {
  const dataDir = temporaryFolder()
  const { draftId } = await seedProduct(dataDir, ['fp.beta'])
  const file = databaseFile(dataDir)
  const sqlite = openConnection(file, 'writer')
  const who = sqlite.prepare('select id from person where email = ?').pluck()
  const personId = who.get('fp.beta@council.example') as string
  sqlite.pragma('wal_checkpoint(truncate)')
  sqlite.close()
  return {
    dataDir,
    file,
    draftId,
    personId,
    before: new Map([[path.basename(file), readFileSync(file)]]),
  }
}

/** Cuts the power at many moments; answers what was told and is gone, or cannot be opened. */
async function lostIn(recording: StorageRecording, { file, draftId }: Seeded): Promise<string[]> {
  const random = new SeededRandom(1)
  const lost: string[] = []
  for (let attempt = 0; attempt < CUTS; attempt++) {
    const cut = random.below(recording.steps.length + 1)
    const folder = temporaryFolder()
    for (const [name, bytes] of afterPowerCut(recording, cut, random)) {
      writeFileSync(path.join(folder, name), bytes)
    }
    const found = await commitsIn(path.join(folder, path.basename(file)), draftId)
    const missing = toldBefore(recording, cut).filter((commit) => !found.has(commit))
    if (missing.length > 0) lost.push(`step ${cut}: ${missing.join()}`)
  }
  return lost
}

/**
 * The steps without a look at system calls: what each commit added to the write-ahead log, which is
 * synced before the answer if SQLite does what `synchronous` says.
 */
async function recordFiles(seeded: Seeded, synchronous: number): Promise<StorageStep[]> {
  const wal = `${seeded.file}-wal`
  const storage = await openSqliteStorage(seeded.file)
  const log = new StoredDraftLog(storage)
  const committer = new Committer(seeded.draftId, seeded.personId)
  const steps: StorageStep[] = []
  const file = path.basename(wal)
  let known = 0
  for (let commit = 0; commit < COMMITS; commit++) {
    const [result] = await log.append([committer.row(commit)])
    expect(result?.ok).toBe(true)
    const bytes = readFileSync(wal)
    steps.push({ kind: 'write', file, offset: known, bytes: bytes.subarray(known) })
    if (synchronous === 2) steps.push({ kind: 'sync', file })
    steps.push({ kind: 'told', commit })
    known = bytes.length
  }
  await storage.close()
  return steps
}

/** What `openConnection` sets, with which the writer thread opens, too. */
function synchronousInForce(): number {
  const sqlite = openConnection(path.join(temporaryFolder(), 'any.sqlite'), 'writer')
  const value = sqlite.pragma('synchronous', { simple: true }) as number
  sqlite.close()
  return value
}

// SIGKILL leaves the system's caches alive: only what was synced outlives a power cut. The first
// test believes SQLite that FULL syncs before each answer, and shows that what is synced suffices,
// torn tails and all. The second sees the system calls of the product itself, writer thread and
// closing included. What a disk does with a sync that it was given, neither can tell.
describe('C4 C12: the power fails', () => {
  it('H4: whatever is torn off, every acknowledged commit is there; not so with NORMAL', async () => {
    const seeded = await seed()
    const { before } = seeded
    const steps = await recordFiles(seeded, synchronousInForce())
    expect(await lostIn({ before, steps }, seeded)).toEqual([])
    const lowered = steps.filter(({ kind }) => kind !== 'sync')
    expect((await lostIn({ before, steps: lowered }, seeded)).length).toBeGreaterThan(CUTS / 2)
  })

  it.skipIf(!canRecordSystemCalls())(
    'H4: the writer thread syncs before it answers, as its system calls show; a lowered one does not',
    async () => {
      const seeded = await seed()
      const lowered = { ...seeded, dataDir: temporaryFolder() }
      mkdirSync(lowered.dataDir, { recursive: true })
      cpSync(seeded.file, databaseFile(lowered.dataDir))
      const record = ({ dataDir, draftId, personId }: Seeded, how: string) => {
        const script = new URL('./support/commit-and-tell.ts', import.meta.url)
        const args = [dataDir, draftId, personId, String(COMMITS), how]
        return { before: seeded.before, steps: recordSystemCalls(script, args, dataDir) }
      }
      const recording = record(seeded, 'product')
      expect(toldBefore(recording, Infinity).length).toBe(COMMITS)
      expect(await lostIn(recording, seeded)).toEqual([])
      expect((await lostIn(record(lowered, 'lowered'), seeded)).length).toBeGreaterThan(CUTS / 3)
    },
  )
})
