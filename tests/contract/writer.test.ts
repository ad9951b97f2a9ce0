import Sqlite from 'better-sqlite3'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { installationCommands } from '#server/installation/installation-service.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { command, type Db } from '#server/storage/command.ts'
import { BatchLost, runBatch } from '#server/storage/sqlite/batch.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import { migrateSqlite } from '#server/storage/sqlite/sqlite-storage.ts'
import { PlenaryError } from '#shared/errors.ts'
import { temporaryFolder, temporaryStorage } from '#tests/support/temporary-storage.ts'

async function insertGroup(db: Db, id: string, name: string): Promise<void> {
  await db
    .insertInto('group')
    .values({
      id,
      name,
      acronym: name,
      time_zone: 'UTC',
      established: null,
      contact: null,
      last_seq: 0,
      created_at: 0,
    })
    .execute()
}

const addGroup = command('test.addGroup', async (tx, input: { id: string; name: string }) => {
  await insertGroup(tx.db, input.id, input.name)
  tx.emit({
    kind: 'group.created',
    payload: { groupId: input.id },
    groupId: input.id,
    audience: `group:${input.id}`,
    spaceId: null,
    subject: { kind: 'group', id: input.id },
    actorId: null,
    actorFor: null,
  })
  return input.id
})

const refuseAfterWriting = command(
  'test.refuse',
  async (tx, input: { id: string; name: string }) => {
    await insertGroup(tx.db, input.id, input.name)
    throw new PlenaryError('forbidden')
  },
)

async function batchRunner() {
  const file = path.join(temporaryFolder(), 'plenary.sqlite')
  await migrateSqlite(file)
  const sqlite = openConnection(file, 'writer')
  const db = kyselyOver(sqlite)
  return { file, sqlite, db }
}

const names = async (db: Db) =>
  (await db.selectFrom('group').select('id').orderBy('id').execute()).map((row) => row.id)

describe('the writer', () => {
  it('opens the database with synchronous=FULL, on the second opening too', async () => {
    const { file, sqlite } = await batchRunner()
    expect(sqlite.pragma('synchronous', { simple: true })).toBe(2)
    sqlite.close()
    const again = openConnection(file, 'writer')
    expect(again.pragma('synchronous', { simple: true })).toBe(2)
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal')
    again.close()
  })

  it('H11: rolls back a refused command alone and commits the others of its batch', async () => {
    const { sqlite, db } = await batchRunner()
    const outcomes = await runBatch(sqlite, db, [
      { command: addGroup, input: { id: 'g1', name: 'One' }, key: null },
      { command: refuseAfterWriting, input: { id: 'g2', name: 'Two' }, key: null },
      { command: addGroup, input: { id: 'g3', name: 'Three' }, key: null },
    ])
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.value : outcome.code))).toEqual([
      'g1',
      'forbidden',
      'g3',
    ])
    expect(await names(db)).toEqual(['g1', 'g3'])
  })

  it('H11: when the disk is full every command of the batch fails, and none is stored', async () => {
    const { sqlite, db } = await batchRunner()
    const pages = sqlite.pragma('page_count', { simple: true }) as number
    sqlite.pragma(`max_page_count = ${pages}`)
    const large = 'x'.repeat(200_000)
    const batch = runBatch(sqlite, db, [
      { command: addGroup, input: { id: 'g1', name: 'One' }, key: null },
      { command: addGroup, input: { id: 'g2', name: large }, key: null },
      { command: addGroup, input: { id: 'g3', name: 'Three' }, key: null },
    ])
    const lost: unknown = await batch.catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(BatchLost)
    expect(lost).toMatchObject({ isTrouble: true, message: expect.stringContaining('SQLITE_FULL') })
    expect(await names(db)).toEqual([])
    sqlite.pragma('max_page_count = 1000000')
    const [after] = await runBatch(sqlite, db, [
      { command: addGroup, input: { id: 'g4', name: 'Four' }, key: null },
    ])
    expect(after?.ok).toBe(true)
    expect(await names(db)).toEqual(['g4'])
  })

  it('answers a repeated key with what was stored, and refuses it for another command', async () => {
    const { sqlite, db } = await batchRunner()
    const once = { command: addGroup, input: { id: 'g1', name: 'One' }, key: 'k' }
    const [first] = await runBatch(sqlite, db, [once])
    const [repeat] = await runBatch(sqlite, db, [once])
    const [other] = await runBatch(sqlite, db, [{ ...once, command: refuseAfterWriting }])
    expect(first?.ok && first.events).toHaveLength(1)
    expect(repeat).toEqual({ ok: true, value: 'g1', events: [] })
    expect(other).toMatchObject({ ok: false, code: 'conflict' })
    expect(await names(db)).toEqual(['g1'])
  })

  it('numbers a group’s events without a gap, in commit order, whatever was refused between', async () => {
    const { sqlite, db } = await batchRunner()
    await runBatch(sqlite, db, [{ command: addGroup, input: { id: 'g1', name: 'One' }, key: null }])
    const touch = (isRefused: boolean) =>
      command('test.touch', async (tx) => {
        tx.emit({
          kind: 'agency.added',
          payload: { agencyId: 'a' },
          groupId: 'g1',
          audience: 'group:g1',
          spaceId: null,
          subject: { kind: 'agency', id: 'a' },
          actorId: null,
          actorFor: null,
        })
        if (isRefused) throw new PlenaryError('forbidden')
      })
    await runBatch(
      sqlite,
      db,
      [false, true, false].map((isRefused) => ({
        command: touch(isRefused),
        input: {},
        key: null,
      })),
    )
    const seqs = await db.selectFrom('event').select('seq').orderBy('seq').execute()
    expect(seqs.map((row) => row.seq)).toEqual([1, 2, 3])
  })
})

describe('the writer thread', () => {
  it('commits what it acknowledged, visible to the reader and to a fresh connection', async () => {
    const storage = await temporaryStorage()
    const installation = await openInstallation(storage)
    const fresh = new Sqlite(storage.file, { readonly: true })
    expect(fresh.prepare('select id from installation').pluck().get()).toBe(installation.id)
    fresh.close()
  })

  it('keeps the one installation row when it is ensured again', async () => {
    const storage = await temporaryStorage()
    const first = await openInstallation(storage)
    const second = await openInstallation(storage)
    expect(second).toEqual(first)
  })

  it('answers many commands at once, each with its own result', async () => {
    const storage = await temporaryStorage()
    await openInstallation(storage)
    const at = Array.from({ length: 300 }, (_, index) => index)
    await Promise.all(at.map((value) => storage.exec(installationCommands.backedUp, { at: value })))
    const row = await storage.db
      .selectFrom('installation')
      .select('last_backup_at')
      .executeTakeFirst()
    expect(row?.last_backup_at).toBe(299)
  })

  it('H12: a backup ends while commands keep coming, and holds a consistent copy', async () => {
    const storage = await temporaryStorage()
    await openInstallation(storage)
    let isRunning = true
    const load = (async () => {
      for (let at = 0; isRunning; at++) await storage.exec(installationCommands.backedUp, { at })
    })()
    const copy = `${storage.file}.copy`
    await storage.backup(copy)
    isRunning = false
    await load
    const opened = new Sqlite(copy, { readonly: true })
    expect(opened.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(opened.prepare('select count(*) from installation').pluck().get()).toBe(1)
    opened.close()
  })

  it('refuses a command that it does not know instead of hanging', async () => {
    const storage = await temporaryStorage()
    await expect(storage.exec(addGroup, { id: 'g1', name: 'One' })).rejects.toMatchObject({
      code: 'internal',
    })
  })
})
