import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bareEngine } from './support/bare-engine.ts'
import { openStored, storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { WireClient } from './support/wire-client.ts'

const NOTHING = Uint8Array.of(0, 0)

describe('C4 C5: stored, then shown, then said', () => {
  it('H4 H7: while the commit is held back nobody sees the text and nothing is acknowledged', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const other = await new WireClient().connect(engine, { token: 'bob' })
    log.hold()
    writer.edit((doc) => appendParagraph(doc, 'held'))
    await turns()
    const joiner = await new WireClient().connect(engine, { token: 'bob' })
    joiner.sendStep1()
    await turns()
    expect(log.heldCount).toBe(1)
    expect(writer.stored).toEqual([])
    expect(other.text).toBe('')
    expect(joiner.isSynced).toBe(true)
    expect(joiner.text).toBe('')
    log.release()
    await turns()
    expect(writer.stored).toEqual([1])
    expect(other.text).toBe(writer.text)
    expect(joiner.text).toBe(writer.text)
  })

  it('H7: a refused commit was seen by nobody, and what hung on it is refused with it', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const other = await new WireClient().connect(engine, { token: 'bob' })
    log.hold()
    writer.edit((doc) => appendParagraph(doc, 'one'))
    await turns()
    writer.edit((doc) => appendParagraph(doc, 'two'))
    await turns()
    log.refuseWith = 'denied'
    log.release()
    await turns()
    log.refuseWith = null
    writer.edit((doc) => appendParagraph(doc, 'three'))
    await turns()
    expect(other.text).toBe('')
    expect(writer.stored).toEqual([])
    expect(writer.denials).toEqual(['denied', 'denied', 'denied'])
    expect(log.draft('7').rowsEver).toBe(0)
  })

  it('H4: the server’s step 1 names the committed state only', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    log.hold()
    writer.edit((doc) => appendParagraph(doc, 'held'))
    await turns()
    const again = await new WireClient().connect(engine, { token: 'ann' })
    expect(again.asked).toEqual([new Map()])
    log.cutOff()
  })

  it('H4: a frame that changes nothing is acknowledged after what was pending before it', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    log.hold()
    const update = writer.edit((doc) => appendParagraph(doc, 'held'))
    await turns()
    // The same person comes back before the commit: its step 2 holds what is already queued.
    const again = await new WireClient().connect(engine, { token: 'ann' })
    again.sendStep2(update)
    again.sendStep2(NOTHING)
    await turns()
    expect(again.stored).toEqual([])
    log.release()
    await turns()
    expect(again.stored.at(-1)).toBe(2)
    expect(log.draft('7').rowsEver).toBe(1)
  })

  it('H4: an empty step 2 alone counts at once', async () => {
    const { engine } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    client.sendStep2(NOTHING)
    await turns()
    expect(client.stored).toEqual([1])
  })

  it('H7: after a kill with commits held back, nothing that anybody saw is missing', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const other = await new WireClient().connect(engine, { token: 'bob' })
    writer.edit((doc) => appendParagraph(doc, 'committed'))
    await turns()
    log.hold()
    writer.edit((doc) => appendParagraph(doc, 'lost'))
    await turns()
    log.cutOff()
    const seen = other.text
    const restarted = bareEngine({ log })
    const fresh = await new WireClient().connect(restarted.engine, { token: 'bob' })
    fresh.sendStep1()
    expect(fresh.text).toBe(seen)
    expect(writer.stored).toEqual([1])
  })

  it('C4: frames of one turn are one batch, one merged message, and none for a lone sender', async () => {
    const { engine } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const other = await new WireClient().connect(engine, { token: 'bob' })
    const before = { writer: writer.transport.sent.length, other: other.transport.sent.length }
    for (const word of ['one', 'two', 'three']) writer.edit((doc) => appendParagraph(doc, word))
    await turns()
    expect(other.transport.sent.length - before.other).toBe(1)
    expect(other.text).toBe(writer.text)
    // One acknowledgement, no echo.
    expect(writer.transport.sent.slice(before.writer)).toEqual([Uint8Array.of(64, 3)])
  })

  it('C12: when the storage fails all are closed with it, come back, and nothing is lost', async () => {
    const { engine, log, logged } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    log.isBroken = true
    writer.edit((doc) => appendParagraph(doc, 'kept by the client'))
    await turns()
    expect(writer.end).toBe('storage')
    expect(writer.stored).toEqual([])
    const refused = await new WireClient().connect(engine, { token: 'ann' })
    expect(refused.end).toBe('storage')
    log.isBroken = false
    const back = await new WireClient().connect(engine, { token: 'ann' })
    back.sendStep2(Y.encodeStateAsUpdate(writer.doc))
    await turns()
    expect(back.stored).toEqual([1])
    expect(storedText(log)).toContain('kept by the client')
    expect(logged.entries.length).toBeGreaterThan(0)
  })

  it('C12: a commit that is never answered closes with storage at its deadline', async () => {
    const { engine, log, clock } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    log.hold()
    writer.edit((doc) => appendParagraph(doc, 'unanswered'))
    await turns()
    clock.advance(30_001)
    await turns()
    expect(writer.end).toBe('storage')
    expect(writer.stored).toEqual([])
  })
})

describe('C4: freezing and versioning are commands in the same queue', () => {
  it('H8: a freeze between two queued frames lets the first in and the second not', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const draft = log.draft('7')
    writer.edit((doc) => appendParagraph(doc, 'before the freeze'))
    const frozen = engine.runExclusive('7', async (state) => {
      const doc = new Y.Doc()
      for (const update of state) Y.applyUpdate(doc, update)
      draft.isFrozen = true
      return doc.getXmlFragment('default').toString()
    })
    await turns(1)
    writer.edit((doc) => appendParagraph(doc, 'after it'))
    expect(await frozen).toBe('<paragraph>before the freeze</paragraph>')
    await turns()
    expect(storedText(log)).toBe('<paragraph>before the freeze</paragraph>')
    expect(writer.stored).toEqual([1])
    expect(writer.denials).toEqual(['frozen'])
  })

  it('H8: no row goes to the storage while the task runs, and all go on after it', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const { promise, resolve: finish } = Promise.withResolvers<void>()
    const task = engine.runExclusive('7', () => promise)
    await turns(1)
    writer.edit((doc) => appendParagraph(doc, 'waits'))
    await turns()
    expect(log.draft('7').rowsEver).toBe(0)
    finish()
    await task
    await turns()
    expect(writer.stored).toEqual([1])
  })

  it('H8: a right that is revoked between two queued frames counts for the second', async () => {
    const { engine, log, access } = bareEngine()
    const right = access.grant('cat', ['7'])
    const writer = await new WireClient().connect(engine, { token: 'cat' })
    writer.edit((doc) => appendParagraph(doc, 'allowed'))
    await turns()
    right.canWrite = false
    access.publish({ personId: 'person-cat' })
    writer.edit((doc) => appendParagraph(doc, 'not any more'))
    log.refuseWith = 'denied'
    await turns()
    expect(storedText(log)).toBe('<paragraph>allowed</paragraph>')
    expect(writer.stored).toEqual([1])
    expect(writer.end).toBe('rights')
  })

  it('C4: a change by the server is stored and shown like any other', async () => {
    const { engine, log } = bareEngine()
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    writer.edit((doc) => appendParagraph(doc, 'first'))
    await turns()
    const server = new Y.Doc()
    Y.applyUpdate(server, (await engine.state('7'))!)
    const before = Y.encodeStateVector(server)
    appendParagraph(server, 'restored')
    const author = { actor: {}, personId: 'person-ann' }
    const update = Y.encodeStateAsUpdate(server, before)
    expect(await engine.appendAsServer('7', author, update)).toEqual({ hasChanged: true })
    expect(await engine.appendAsServer('7', author, update)).toEqual({ hasChanged: false })
    expect(writer.text).toBe('<paragraph>first</paragraph><paragraph>restored</paragraph>')
    expect(openStored(log).getXmlFragment('default').length).toBe(2)
  })
})
