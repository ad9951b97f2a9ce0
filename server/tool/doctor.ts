import { existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { blobName, databaseFile } from '#server/backup/data-folder.ts'
import { findInstallation } from '#server/installation/installation-store.ts'
import { largestLog } from '#server/storage/wal-alarm.ts'
import { day } from '#shared/time.ts'
import { administratorCount, fileHashes, sqliteFaults } from './doctor-store.ts'
import type { ToolServices } from './tool-services.ts'

export interface Finding {
  /** `look`: nothing is broken, but somebody should know. */
  state: 'ok' | 'look' | 'bad'
  what: string
}

const leastFree = 512 * 1024 * 1024
const oldestBackup = 8 * day

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`

/** Everything that can be looked at without changing anything. */
export async function examine(services: ToolServices): Promise<Finding[]> {
  return [
    ...examineFolder(services.config.dataDir),
    ...(await examineDatabase(services)),
    ...(await examineFiles(services)),
    ...(await examinePeople(services)),
    ...examineConfig(services),
  ]
}

function examineFolder(dataDir: string): Finding[] {
  const free = statfsSync(dataDir)
  const bytes = Number(free.bavail) * Number(free.bsize)
  const findings: Finding[] = [
    {
      state: bytes < leastFree ? 'bad' : 'ok',
      what: `${megabytes(bytes)} free on the disk of ${dataDir}`,
    },
  ]
  // Windows keeps rights elsewhere.
  if (process.platform === 'win32') return findings
  for (const name of [dataDir, databaseFile(dataDir)]) {
    const isOpen = existsSync(name) && (statSync(name).mode & 0o077) !== 0
    findings.push(
      isOpen
        ? { state: 'bad', what: `${name} can be read by others: chmod go-rwx ${name}` }
        : { state: 'ok', what: `${name} is its owner’s alone` },
    )
  }
  return findings
}

async function examineDatabase({ storage, config }: ToolServices): Promise<Finding[]> {
  if (storage.kind !== 'sqlite')
    return [{ state: 'ok', what: 'the database is PostgreSQL; ask its own tools' }]
  const faults = await sqliteFaults(storage.db)
  const wal = `${databaseFile(config.dataDir)}-wal`
  const walBytes = existsSync(wal) ? statSync(wal).size : 0
  return [
    ...(faults.length === 0
      ? [{ state: 'ok' as const, what: 'the database is sound' }]
      : faults.map((what) => ({ state: 'bad' as const, what: `database: ${what}` }))),
    // A reader that never ends keeps it growing (H12).
    {
      state: walBytes > largestLog ? 'bad' : 'ok',
      what: `${megabytes(walBytes)} wait in the write-ahead log`,
    },
  ]
}

async function examineFiles({ storage, config }: ToolServices): Promise<Finding[]> {
  const hashes = await fileHashes(storage.db)
  const missing = hashes.filter(
    (sha256) => !existsSync(path.join(config.dataDir, blobName(sha256))),
  )
  if (missing.length === 0)
    return [{ state: 'ok', what: `${hashes.length} uploaded files are there` }]
  return missing.map((sha256) => ({
    state: 'bad',
    what: `an uploaded file is missing: ${blobName(sha256)}`,
  }))
}

async function examinePeople({ storage }: ToolServices): Promise<Finding[]> {
  const administrators = await administratorCount(storage.db)
  const last = (await findInstallation(storage.db))?.last_backup_at ?? null
  const isRecent = last !== null && Date.now() - last < oldestBackup
  return [
    administrators > 0
      ? { state: 'ok', what: `${administrators} with the mark of administrator` }
      : {
          state: 'look',
          what: 'nobody has the mark of administrator: npm run -s plenary -- administrator EMAIL',
        },
    {
      state: isRecent ? 'ok' : 'look',
      what:
        last === null
          ? 'no backup was made yet'
          : `the last backup is of ${new Date(last).toISOString()}`,
    },
  ]
}

function examineConfig({ config, publicUrl }: ToolServices): Finding[] {
  return [
    { state: 'ok', what: `links begin with ${publicUrl()}` },
    config.smtpUrl
      ? { state: 'ok', what: 'mail is configured' }
      : { state: 'look', what: 'no mail is configured (SMTP_URL): links are shown to be copied' },
  ]
}
