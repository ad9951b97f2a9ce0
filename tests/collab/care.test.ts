import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { Compactor } from '#server/collab/compaction.ts'
import { TaskFailed, WorkerClosed } from '#server/workers/on-demand-worker.ts'
import { bareEngine } from './support/bare-engine.ts'
import { craftUpdate } from './support/crafted-update.ts'
import { openStored } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

function textAt(doc: Y.Doc, index: number): Y.XmlText {
  return (doc.getXmlFragment('default').get(index) as Y.XmlElement).get(0) as Y.XmlText
}

/** As y-tiptap turns a paragraph into a heading: the old element goes, a new one comes. */
function makeHeading(doc: Y.Doc, index: number): void {
  const fragment = doc.getXmlFragment('default')
  const words = textAt(doc, index).toString()
  doc.transact(() => {
    const heading = new Y.XmlElement('heading')
    const text = new Y.XmlText()
    text.insert(0, words)
    heading.insert(0, [text])
    fragment.delete(index, 1)
    fragment.insert(index, [heading])
  })
}

/** Two who write at the same time: neither has seen the other's change. */
async function writeIntoReplaced() {
  const rig = bareEngine()
  const ann = await new WireClient().connect(rig.engine, { token: 'ann' })
  const bob = await new WireClient().connect(rig.engine, { token: 'bob' })
  ann.edit((doc) => appendParagraph(doc, 'first'))
  ann.edit((doc) => appendParagraph(doc, 'The group met.'))
  await turns()
  rig.log.hold()
  ann.edit((doc) => makeHeading(doc, 1))
  await turns()
  bob.edit((doc) => textAt(doc, 1).insert(13, ' in Geneva'))
  await turns()
  rig.log.release()
  await turns()
  return { ...rig, ann, bob }
}

describe('C10 H6: text written into a paragraph that was replaced', () => {
  it('H6: is gone on both sides, and offered with the words before it once all is quiet', async () => {
    const { ann, bob, clock, log } = await writeIntoReplaced()
    expect(ann.text).not.toContain('Geneva')
    expect(bob.text).not.toContain('Geneva')
    expect(log.draft('7').orphans).toEqual([])
    clock.advance(10_000)
    await until('it is offered', () => log.draft('7').orphans.length > 0)
    expect(log.draft('7').orphans).toMatchObject([
      { client: bob.doc.clientID, text: ' in Geneva', near: 'The group met' },
    ])
    expect(log.draft('7').rows).toEqual([])
  })

  it('H6: what comes back after the paragraph was replaced and compacted is offered too', async () => {
    const { engine, log } = bareEngine()
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    ann.edit((doc) => appendParagraph(doc, 'The group met.'))
    await turns()
    bob.drop()
    bob.doc.transact(() => textAt(bob.doc, 0).insert(13, ' in Geneva'))
    ann.edit((doc) => makeHeading(doc, 0))
    await turns()
    await bob.connect(engine, { token: 'bob' })
    bob.sendStep2(Y.encodeStateAsUpdate(bob.doc))
    await turns()
    ann.drop()
    bob.drop()
    await until('it is offered', () => log.draft('7').orphans.length > 0)
    expect(log.draft('7').orphans).toMatchObject([{ text: ' in Geneva', near: 'The group met' }])
    await engine.close()
  })

  it('H6: also when an earlier compaction has dropped the paragraph, without its place', async () => {
    const { engine, log } = bareEngine({ limits: { compactOnLeaveRows: 1 } })
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    bob.edit((doc) => appendParagraph(doc, 'The group met.'))
    await turns()
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    ann.sendStep1()
    bob.drop()
    bob.doc.transact(() => textAt(bob.doc, 0).insert(13, ' in Geneva'))
    ann.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    ann.drop()
    await until('it is compacted', () => log.draft('7').rows.length === 0)
    await bob.connect(engine, { token: 'bob' })
    bob.sendStep2(Y.encodeStateAsUpdate(bob.doc))
    await until('it is stored', () => log.draft('7').rows.length === 1)
    bob.drop()
    await until('it is offered', () => log.draft('7').orphans.length > 0)
    expect(log.draft('7').orphans).toMatchObject([
      { client: bob.doc.clientID, text: ' in Geneva', near: '', left: null, right: null },
    ])
    await engine.close()
  })

  it('H6: text that somebody deleted is not offered, nor is any twice', async () => {
    const { access, ann, bob, engine, log } = await writeIntoReplaced()
    access.grant('eve', ['7'])
    ann.edit((doc) => textAt(doc, 0).delete(0, 2))
    await turns()
    ann.drop()
    bob.drop()
    await until('it is offered', () => log.draft('7').orphans.length > 0)
    const eve = await new WireClient().connect(engine, { token: 'eve' })
    eve.sendStep1()
    eve.edit((doc) => appendParagraph(doc, 'more'))
    for (let i = 0; i < 20; i++) {
      eve.edit((doc) => textAt(doc, 0).insert(0, 'x'))
      await turns()
    }
    expect(log.draft('7').rows.length).toBeGreaterThan(20)
    eve.drop()
    await until('it is compacted again', () => log.draft('7').rows.length === 0)
    expect(log.draft('7').orphans).toHaveLength(1)
    await engine.close()
  })

  it('H6: a list item written into a list that was wrapped keeps its lines', () => {
    const ann = new Y.Doc()
    const list = new Y.XmlElement('bulletList')
    ann.getXmlFragment('default').insert(0, [list])
    const bob = new Y.Doc()
    Y.applyUpdate(bob, Y.encodeStateAsUpdate(ann))
    const before = Y.encodeStateAsUpdate(ann)
    const bobs = bob.getXmlFragment('default').get(0) as Y.XmlElement
    for (const words of ['one', 'two']) {
      const item = new Y.XmlElement('listItem')
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      item.insert(0, [paragraph])
      bobs.insert(bobs.length, [item])
    }
    ann.getXmlFragment('default').delete(0, 1)
    const vector = Y.encodeStateVectorFromUpdate(before)
    const { orphans } = compactUpdates([
      before,
      Y.encodeStateAsUpdate(ann, vector),
      Y.encodeStateAsUpdate(bob, vector),
    ])
    expect(orphans).toMatchObject([{ text: 'one\ntwo', near: '', left: null, right: null }])
  })
})

describe('C10 H2: rows that make a draft unreadable', () => {
  it('C10: the one row is found, taken out with what hangs on it, and all else stays', async () => {
    const { access, engine, log, metrics } = bareEngine({ limits: { compactAfterRows: 12 } })
    access.grant('eve', ['7'])
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    const eve = await new WireClient().connect(engine, { token: 'eve' })
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    ann.edit((doc) => appendParagraph(doc, 'abcdef'))
    await turns()
    // Its origin stands to the right of its right origin: replicas place it as it arrives.
    const id = (offset: number) => [ann.doc.clientID, textClock(ann.doc) + offset] as const
    eve.sendUpdate(
      craftUpdate([
        {
          client: 77,
          clock: 0,
          structs: [
            { content: { kind: 'string', text: 'lie' }, origin: id(4), rightOrigin: id(1) },
          ],
        },
      ]),
    )
    await turns()
    expect(eve.transport.end).toBeNull()
    for (let i = 0; i < 12; i++) {
      bob.edit((doc) => textAt(doc, 0).insert(0, String(i)))
      await turns()
    }
    const unsound = await isUnsound(log)
    expect(unsound).toBe(true)
    await until('it is taken out', () => log.draft('7').quarantined.length > 0)
    expect(metrics.quarantinedRows).toBe(1)
    expect(ann.transport.end).toBe('epoch')
    const fresh = openStored(log).getXmlFragment('default').toString()
    expect(fresh).toContain('abcdef')
    expect(fresh).not.toContain('lie')
    await engine.close()
  })

  it('C10: no row is bad because the server stopped while it looked for one', async () => {
    const answers = [
      () => Promise.reject(new TaskFailed('the thread ended')),
      () => Promise.resolve(compactUpdates([])),
      () => Promise.reject(new WorkerClosed()),
    ]
    const asked: number[] = []
    const compactor: Compactor = {
      compact: (_, updates) => {
        const answer = answers[Math.min(asked.length, 2)]!
        asked.push(updates.length)
        return answer()
      },
      close: () => undefined,
    }
    const { engine, log, logged } = bareEngine({ compactor, limits: { compactAfterRows: 4 } })
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    for (let i = 0; i < 4; i++) {
      ann.edit((doc) => appendParagraph(doc, 'sound'))
      await turns()
    }
    await until('it was stopped on the way', () => asked.length === 3)
    await turns()
    expect(asked).toEqual([4, 0, 4])
    expect(log.draft('7').quarantined).toEqual([])
    expect(log.draft('7').rows).toHaveLength(4)
    expect(logged.entries).toEqual(['compaction failed, rows kept: Error: the thread ended'])
    expect(ann.transport.end).toBeNull()
  })
})

/** The clock of the first letter of the first text. */
function textClock(doc: Y.Doc): number {
  return Y.createRelativePositionFromTypeIndex(textAt(doc, 0), 0).item?.clock ?? 0
}

async function isUnsound(log: ReturnType<typeof bareEngine>['log']): Promise<boolean> {
  try {
    compactUpdates(log.draft('7').rows.map(({ update }) => update))
    return false
  } catch {
    return true
  }
}
