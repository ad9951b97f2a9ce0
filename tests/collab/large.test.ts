import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { ReadingDesk } from '#server/collab/reading-desk.ts'
import { bareEngine } from './support/bare-engine.ts'
import { craftUpdate } from './support/crafted-update.ts'
import { openStored, storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

const LONG = 'A sentence of some length that many paragraphs repeat. '.repeat(8)

/** 300 kB of text: over the bound above which drafts are indexed and compared elsewhere. */
async function withLargeDraft() {
  const rig = bareEngine()
  const ann = await new WireClient().connect(rig.engine, { token: 'ann' })
  ann.edit((doc) => {
    for (let i = 0; i < 700; i++) appendParagraph(doc, `${i} ${LONG}`)
  })
  await until('it is stored', () => ann.stored.at(-1) === 1)
  return { ...rig, ann }
}

describe('C2 C9 H3: large frames and drafts are read in a worker', () => {
  it('H3: a large frame is stored, shown and said, and the next small one keeps its place', async () => {
    const { engine, log, ann } = await withLargeDraft()
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    bob.sendStep1()
    await until('bob has it', () => bob.text === ann.text)
    ann.edit((doc) => appendParagraph(doc, LONG.repeat(30)))
    ann.edit((doc) => appendParagraph(doc, 'the small one after it'))
    await until('both are stored', () => ann.stored.at(-1) === 3)
    expect(bob.text).toBe(ann.text)
    expect(storedText(log)).toBe(ann.text)
    await engine.close()
  })

  it('H3: a room opened afresh indexes the draft elsewhere when somebody first writes', async () => {
    const { log, ann } = await withLargeDraft()
    const { engine } = bareEngine({ log })
    const back = new WireClient()
    Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(ann.doc))
    await back.connect(engine, { token: 'ann' })
    // Deletions alone, so that the index decides what is new.
    back.edit((doc) => doc.getXmlFragment('default').delete(3, 2))
    await until('it is stored', () => back.stored.at(-1) === 1)
    back.edit((doc) => appendParagraph(doc, 'more'))
    await until('it is stored', () => back.stored.at(-1) === 2)
    expect(storedText(log)).toBe(back.text)
    await engine.close()
  })

  it('H3: who only reads a large draft has nothing indexed', async () => {
    const { log, ann } = await withLargeDraft()
    const { engine } = bareEngine({ log })
    const index = vi.spyOn(ReadingDesk.prototype, 'index')
    const reader = await new WireClient().connect(engine, { token: 'rea' })
    reader.sendStep1()
    reader.sendStep2(Y.encodeStateAsUpdate(new Y.Doc()))
    await until('it is there', () => reader.text === ann.text && reader.stored.at(-1) === 1)
    expect(index).not.toHaveBeenCalled()
    const writer = await new WireClient().connect(engine, { token: 'bob' })
    writer.edit((doc) => appendParagraph(doc, 'a word'))
    await until('it is stored', () => writer.stored.at(-1) === 1)
    expect(index).toHaveBeenCalledTimes(1)
    index.mockRestore()
    await engine.close()
  })

  it('C1: who has a part of a large draft gets the rest, and what came meanwhile', async () => {
    const { engine, ann } = await withLargeDraft()
    const half = new WireClient()
    Y.applyUpdate(half.doc, Y.encodeStateAsUpdate(ann.doc))
    ann.edit((doc) => appendParagraph(doc, 'while you were away'))
    await turns()
    await half.connect(engine, { token: 'bob' })
    half.sendStep1()
    ann.edit((doc) => appendParagraph(doc, 'and while you asked'))
    await until('it is synced', () => half.isSynced)
    await until('it has all', () => half.text === ann.text)
    // With all structs, the deletions alone.
    const again = new WireClient()
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(ann.doc))
    ann.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    await again.connect(engine, { token: 'bob' })
    again.sendStep1()
    await until('it has the deletion', () => again.text === ann.text)
    expect(again.text).not.toContain(`<paragraph>0 ${LONG}`)
    await engine.close()
  })

  it('H3: a frame of a million structs is refused, and holds nobody up', async () => {
    const { engine, log } = bareEngine()
    const eve = await new WireClient().connect(engine, { token: 'ann' })
    const structs = Array.from({ length: 1_000_000 }, () => {
      return { content: { kind: 'gc', length: 1 } as const }
    })
    eve.sendUpdate(craftUpdate([{ client: 77, clock: 0, structs }]))
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    bob.edit((doc) => appendParagraph(doc, 'not held up'))
    await until('bob is served first', () => bob.stored.at(-1) === 1)
    expect(eve.end).toBeNull()
    await until('it is refused', () => eve.end !== null)
    expect(eve.end).toBe('frameTooLarge')
    expect(openStored(log).getXmlFragment('default').length).toBe(1)
    await engine.close()
  })

  it('C2: two large frames at once, one deleting what the other deletes: each is credited once', async () => {
    const { engine, log, ann } = await withLargeDraft()
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    bob.sendStep1()
    await until('bob has it', () => bob.text === ann.text)
    const both = (client: WireClient) =>
      client.edit((doc) => {
        doc.getXmlFragment('default').delete(10, 5)
        appendParagraph(doc, LONG.repeat(40))
      })
    both(ann)
    both(bob)
    await until('both are stored', () => ann.stored.at(-1) === 2 && bob.stored.at(-1) === 1)
    expect(bob.text).toBe(ann.text)
    expect(storedText(log)).toBe(ann.text)
    const named = log.draft('7').deletions.map(({ client, clock }) => `${client}/${clock}`)
    expect(new Set(named).size).toBe(named.length)
    await engine.close()
  })
})
