import Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databaseFile } from '#server/backup/data-folder.ts'
import { connectStockClient, type StockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'
import { canFillDisk, fillDisk } from '#tests/support/full-disk.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'
import { WriterThreads } from '#tests/support/writer-threads.ts'

interface Trouble {
  what: string
  canBeMade: boolean
  /** Answers how to end it. */
  begin(hc: Installation, threads: WriterThreads): Promise<() => void> | (() => void)
}

const troubles: Trouble[] = [
  {
    what: 'the disk is full',
    canBeMade: canFillDisk,
    begin() {
      const disk = fillDisk()
      onTestFinished(disk.empty)
      return disk.empty
    },
  },
  {
    what: 'the database is locked by somebody else',
    canBeMade: true,
    begin(hc) {
      const other = new Sqlite(databaseFile(hc.plenary.services.config.dataDir))
      onTestFinished(() => void other.close())
      other.exec('begin immediate')
      return () => void other.exec('rollback')
    },
  },
  {
    what: 'the writer thread dies, and each new one at its start',
    canBeMade: true,
    async begin(_hc, threads) {
      threads.areStillborn = true
      await threads.kill()
      return () => void (threads.areStillborn = false)
    },
  },
]

const comeBack = { code: 1013, reason: 'storage' }

async function startWithDraft() {
  const threads = new WriterThreads()
  const hc = await startInstallation()
  const draftId = await hc.idOf('draft', 'doc-note')
  const beta = await hc.as('fp.beta')
  const join = async (caller: Client): Promise<StockClient> => {
    const options = { headers: caller.headers, wantsStored: true }
    const client = connectStockClient(`${hc.url.replace('http', 'ws')}/collab`, draftId, options)
    onTestFinished(() => client.destroy())
    await client.synced()
    return client
  }
  const storedText = async () =>
    (await beta.get(`/api/drafts/${draftId}/text?format=text`)).body.text as string
  return { threads, hc, draftId, beta, join, storedText }
}

/** How often each of these is in the text. */
const counted = (text: string, ...words: string[]) =>
  words.map((word) => text.split(word).length - 1)

describe('C12: storage trouble, seen from outside', () => {
  for (const { what, canBeMade, begin } of troubles) {
    it.skipIf(!canBeMade)(
      `${what}: read-only and unacknowledged meanwhile, and everything is sent once it is over`,
      async () => {
        const { threads, hc, draftId, beta, join, storedText } = await startWithDraft()
        const secretariat = await hc.as('secretariat')
        const [writer, idle] = [await join(beta), await join(secretariat)]
        writer.write('Before.')
        await until('it is stored', () => writer.stored.at(-1) === 2)
        await until('the other sees it', () => idle.text() === writer.text())
        const metrics = (await hc.nobody.get('/metrics')).body as string
        expect(metrics).toContain('plenary_storage_healthy 1')
        expect(Number(/^plenary_storage_wal_bytes (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0)
        const acknowledged = [...writer.stored]
        const seenByIdle = idle.text()

        const end = await begin(hc, threads)
        writer.write('Unanswered.')
        const isAway = ({ closings }: StockClient) => closings.length > 0
        await until('both were sent away', () => isAway(writer) && isAway(idle))
        await until('both are back', () => writer.provider.synced && idle.provider.synced)
        writer.write('Meanwhile.')
        await until('it was refused', () => writer.denials.length > 2)
        // At the door, for what it brought, for what it wrote.
        expect(new Set([...writer.denials, ...idle.denials])).toEqual(new Set(['storage']))
        expect((await hc.nobody.get('/readyz')).status).toBe(503)
        expect((await hc.nobody.get('/metrics')).body).toContain('plenary_storage_healthy 0')
        const refused = await secretariat.patch(`/api/drafts/${draftId}`, { title: 'Tides' })
        expect([refused.status, refused.body.code]).toEqual([503, 'storage_unavailable'])
        expect(counted(await storedText(), 'Before.', 'Unanswered.', 'Meanwhile.')).toEqual([
          1, 0, 0,
        ])
        expect(idle.text()).toBe(seenByIdle)
        expect(writer.stored).toEqual(acknowledged)

        end()
        await until('it is acknowledged', () => writer.stored.length > acknowledged.length)
        await until('the other sees it', () => idle.text() === writer.text())
        expect(counted(await storedText(), 'Before.', 'Unanswered.', 'Meanwhile.')).toEqual([
          1, 1, 1,
        ])
        expect([writer.closings, idle.closings]).toEqual([
          [comeBack, comeBack],
          [comeBack, comeBack],
        ])
        expect((await hc.nobody.get('/readyz')).status).toBe(200)
      },
    )
  }

  it('H11: a thread that dies between COMMIT and answer doubles nothing, and the text is acknowledged', async () => {
    const { threads, beta, join, storedText } = await startWithDraft()
    const writer = await join(beta)
    const acknowledged = writer.stored.length
    const gone = threads.dieBeforeAnswering()
    writer.write('Committed.')
    await gone
    await until('it is acknowledged', () => writer.stored.length > acknowledged)
    expect(counted(await storedText(), 'Committed.')).toEqual([1])
    expect(writer.closings.every(({ reason }) => reason === 'storage')).toBe(true)
    expect(writer.closings.length).toBeGreaterThan(0)
  })
})
