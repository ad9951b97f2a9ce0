import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bareEngine } from './support/bare-engine.ts'
import { startCollabServer } from './support/collab-server.ts'
import { openStored, storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph, connectStockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

describe('C2 C7: what changes nothing is ignored', () => {
  it('H21: 200 reconnects of unchanged stock clients, reader and writer, add no row', async () => {
    const server = await startCollabServer()
    server.log.create('7')
    server.access.grant('writer', ['7'])
    server.access.grant('observer', ['7'], false)
    const writer = connectStockClient(server.url, '7', { token: 'writer', wantsStored: true })
    await writer.synced()
    for (const word of ['one', 'two', 'three']) writer.write(word)
    writer.doc.getXmlFragment('default').delete(1, 1)
    await until('all is stored', () => writer.stored.at(-1) === 5)
    const rows = server.log.draft('7').rowsEver
    const observer = connectStockClient(server.url, '7', { token: 'observer' })
    await observer.synced()
    for (let i = 0; i < 100; i++) {
      for (const client of [writer, observer]) {
        client.provider.disconnect()
        client.provider.connect()
      }
      await Promise.all([writer.synced(), observer.synced()])
    }
    // The last step 2 of each has been looked at.
    await until('it is counted', () => writer.stored.at(-1) === 1)
    await server.engine.close()
    expect(server.log.draft('7').rowsEver).toBe(rows)
    expect(observer.denials).toEqual([])
    expect([...writer.closings, ...observer.closings].filter(({ code }) => code >= 4000)).toEqual(
      [],
    )
    for (const client of [writer, observer]) client.destroy()
    await server.stop()
  })

  it('H21: deletions that Yjs made by itself are nobody’s change, for reader and writer', async () => {
    const { engine, log, metrics } = bareEngine()
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    ann.edit((doc) => appendParagraph(doc, 'a paragraph'))
    await turns()
    // At the same time one deletes the paragraph and the other writes into it.
    log.hold()
    ann.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    bob.edit((doc) => {
      const text = (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insert(0, 'lost words ')
    })
    await turns()
    log.release()
    await turns()
    expect(bob.text).toBe('')
    const rows = log.draft('7').rowsEver
    for (const token of ['rea', 'bob']) {
      const again = await new WireClient().connect(engine, { token })
      again.sendStep1()
      again.sendStep2(Y.encodeStateAsUpdate(bob.doc))
      await until(`${token} is answered`, () => again.stored.length > 0)
      expect(again.denials).toEqual([])
      again.drop()
    }
    expect(log.draft('7').rowsEver).toBe(rows)
    expect(metrics.refusals.get('denied')).toBeUndefined()
    // Only what ann deleted is credited to anybody.
    expect(log.draft('7').deletions.every(({ personId }) => personId === 'person-ann')).toBe(true)
  })

  it('C7: a reader’s frame that would change the text is answered with message 2 and never counts', async () => {
    const { engine, log } = bareEngine()
    const reader = await new WireClient().connect(engine, { token: 'rea' })
    reader.sendStep2(Uint8Array.of(0, 0))
    reader.edit((doc) => appendParagraph(doc, 'mine'))
    reader.sendUpdate(Uint8Array.of(0, 0))
    await turns()
    expect(reader.stored).toEqual([1])
    expect(reader.denials).toEqual(['notDrafter'])
    expect(reader.end).toBeNull()
    expect(log.draft('7').rowsEver).toBe(0)
  })
})

/** Draft 7 as a re-import leaves it: another text, the old client ids kept. */
async function reimported() {
  const { engine, log, access } = bareEngine()
  const stale = await new WireClient().connect(engine, { token: 'ann' })
  stale.edit((doc) => appendParagraph(doc, 'the text as it was'))
  await turns()
  stale.drop()
  const draft = log.draft('7')
  draft.epoch = 'e2'
  draft.earlierClients = [...draft.clients.keys()]
  draft.clients.clear()
  const imported = new Y.Doc()
  appendParagraph(imported, 'the text as it was')
  draft.snapshot = Y.encodeStateAsUpdate(imported)
  draft.rows = []
  draft.clients.set(imported.clientID, { personId: null, nextClock: 22 })
  engine.evict('7', 'epoch')
  return { engine, log, access, stale }
}

describe('C8: epochs', () => {
  it('H14: a stale copy that names no epoch is refused by its vector, and the text is not doubled', async () => {
    const { engine, log, stale } = await reimported()
    const back = await new WireClient().connect(engine, { token: 'ann' })
    back.sendStep1(Y.encodeStateVector(stale.doc))
    await turns()
    expect(back.end).toBe('epoch')
    expect(storedText(log)).toBe('<paragraph>the text as it was</paragraph>')
  })

  it('H14: a stale copy is refused by its structs, also before it asks for anything', async () => {
    const { engine, log, stale } = await reimported()
    const back = await new WireClient().connect(engine, { token: 'ann' })
    back.sendStep2(Y.encodeStateAsUpdate(stale.doc))
    await turns()
    expect(back.end).toBe('epoch')
    expect(log.draft('7').rowsEver).toBe(1)
  })

  it('H14: text that hangs on an earlier epoch is refused, not asked for again and again', async () => {
    const { engine, stale } = await reimported()
    const back = await new WireClient().connect(engine, { token: 'ann' })
    const before = Y.encodeStateVector(stale.doc)
    stale.doc.clientID = 12_345
    appendParagraph(stale.doc, 'new')
    back.sendUpdate(Y.encodeStateAsUpdate(stale.doc, before))
    await turns()
    expect(back.end).toBe('epoch')
  })

  it('C8: whoever is in the room when its state is replaced is closed with epoch', async () => {
    const { engine, log } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    client.edit((doc) => appendParagraph(doc, 'x'))
    await turns()
    log.draft('7').epoch = 'e2'
    engine.evict('7', 'epoch')
    expect(client.end).toBe('epoch')
    const late = await new WireClient().connect(engine, { token: 'ann' })
    log.draft('7').epoch = 'e3'
    late.edit((doc) => appendParagraph(doc, 'y'))
    await turns()
    expect(late.end).toBe('epoch')
  })

  it('C3: nobody continues what was seeded or imported', async () => {
    const { engine, log } = await reimported()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    client.sendStep1()
    await turns()
    const [imported] = [...log.draft('7').clients.keys()]
    client.doc.clientID = imported!
    client.edit((doc) => appendParagraph(doc, 'forged'))
    await turns()
    expect(client.end).toBe('identity')
  })
})

describe('C10: compaction', () => {
  it('C10: happens by itself after many rows, keeps the text, and rows that come meanwhile', async () => {
    const { engine, log, metrics, logged } = bareEngine({ limits: { compactAfterRows: 40 } })
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    for (let i = 0; i < 40; i++) {
      writer.edit((doc) => appendParagraph(doc, `row ${i}`))
      await turns(2)
    }
    writer.edit((doc) => appendParagraph(doc, 'while it runs'))
    await until('it is done', () => metrics.compactions === 1)
    expect(log.draft('7').rows.length).toBeLessThan(40)
    expect(storedText(log)).toBe(writer.text)
    const fresh = await new WireClient().connect(engine, { token: 'bob' })
    fresh.sendStep1()
    expect(fresh.text).toBe(writer.text)
    expect(logged.entries).toEqual([])
  })

  it('C10: happens when the last one leaves, and the room is let go', async () => {
    const { engine, log, metrics } = bareEngine({ limits: { compactOnLeaveRows: 3 } })
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    for (const word of ['a', 'b', 'c']) {
      writer.edit((doc) => appendParagraph(doc, word))
      await turns(2)
    }
    writer.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    writer.drop()
    await until('it is done', () => metrics.compactions === 1)
    await until('the room is gone', () => engine.size.rooms === 0)
    expect(log.draft('7').rows).toEqual([])
    expect(storedText(log)).toBe('<paragraph>b</paragraph><paragraph>c</paragraph>')
  })

  it('C10: what fails keeps the rows, is counted and logged, and nobody notices', async () => {
    const { engine, log, metrics, logged } = bareEngine({ limits: { compactAfterRows: 3 } })
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    log.compact = () => Promise.reject(new Error('the disk is full'))
    for (const word of ['a', 'b', 'c']) {
      writer.edit((doc) => appendParagraph(doc, word))
      await turns(2)
    }
    await until('it has failed', () => metrics.compactionFailures === 1)
    expect(log.draft('7').rows.length).toBe(3)
    expect(writer.end).toBeNull()
    expect(logged.entries).toEqual(['compaction failed, rows kept: Error: the disk is full'])
    writer.edit((doc) => appendParagraph(doc, 'goes on'))
    await turns()
    expect(openStored(log).getXmlFragment('default').length).toBe(4)
  })

  it('C1: a joiner gets the difference only, and the deletions alone when it lacks no structs', async () => {
    const { engine } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    writer.edit((doc) => appendParagraph(doc, 'a long text '.repeat(50)))
    await turns()
    const vector = Y.encodeStateVector(writer.doc)
    const away = new Y.Doc()
    Y.applyUpdate(away, Y.encodeStateAsUpdate(writer.doc))
    writer.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    const back = await new WireClient().connect(engine, { token: 'bob' })
    Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(away))
    const before = back.transport.sent.length
    back.sendStep1(vector)
    const bytes = back.transport.sent.slice(before).reduce((sum, { length }) => sum + length, 0)
    expect(back.text).toBe('')
    expect(bytes).toBeLessThan(40)
  })
})
