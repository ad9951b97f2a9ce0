import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ServerChangeRefused } from '#server/collab/engine.ts'
import { bareEngine } from './support/bare-engine.ts'
import { storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { TroubledLog } from './support/troubled-log.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

/** Drafts 7 and 8 on a disk that can fill up; ann and bob write, rea reads. */
function troubledEngine(limits = {}) {
  const log = new TroubledLog()
  log.create('7')
  log.create('8')
  const bare = bareEngine({ log, health: log, limits })
  for (const token of ['ann', 'bob']) bare.access.grant(token, ['7', '8'])
  bare.access.grant('rea', ['7', '8'], false)
  /** `from`: the same document over a new connection. */
  const join = (token: string, draftId = '7', from?: WireClient) => {
    const client = new WireClient()
    if (from) {
      Y.applyUpdate(client.doc, Y.encodeStateAsUpdate(from.doc))
      client.doc.clientID = from.doc.clientID
    }
    return client.connect(bare.engine, { token, draftId })
  }
  return { ...bare, log, join }
}

/** As y-websocket does when it joins: asks for the text, and sends all that is its own. */
function sendAll(client: WireClient): void {
  client.sendStep1()
  client.sendStep2(Y.encodeStateAsUpdate(client.doc))
}

const words = (text: string, word: string) => text.split(word).length - 1

describe('C12: while nothing can be stored', () => {
  it('every writer of every draft is closed once with storage, and who only reads stays', async () => {
    const { log, join, metrics } = troubledEngine()
    const [ann, bob, elsewhere] = [await join('ann'), await join('bob'), await join('bob', '8')]
    const [rea, there] = [await join('rea', '8'), await join('rea', '7')]
    log.fill()
    ann.edit((doc) => appendParagraph(doc, 'kept by ann'))
    await turns()
    expect([ann, bob, elsewhere].map(({ end }) => end)).toEqual(['storage', 'storage', 'storage'])
    expect(rea.end).toBe(null)
    // Of the room whose rows failed it is unknown what is stored: there everybody begins anew.
    expect(there.end).toBe('storage')
    expect(ann.stored).toEqual([])
    expect(metrics.refusals.get('storage')).toBe(4)
  })

  it('a writer comes back read-only, is told so at once, and nothing of it counts or is shown', async () => {
    const { log, join } = troubledEngine()
    const rea = await join('rea')
    log.notice()
    const ann = await join('ann')
    expect(ann.denials).toEqual(['storage'])
    sendAll(ann)
    await turns()
    expect(ann.isSynced).toBe(true)
    expect(ann.stored).toEqual([1])
    ann.edit((doc) => appendParagraph(doc, 'not now'))
    await turns()
    expect(ann.denials).toEqual(['storage', 'storage'])
    expect(ann.stored).toEqual([1])
    expect(ann.end).toBe(null)
    expect(rea.text).toBe('')
    expect(log.refused).toEqual([])
  })

  it('when it can again they are closed once more, send what is theirs, and it is there once', async () => {
    const { log, join } = troubledEngine()
    const first = await join('ann')
    first.edit((doc) => appendParagraph(doc, 'before'))
    await turns()
    log.fill()
    first.edit((doc) => appendParagraph(doc, 'unanswered'))
    await turns()
    const meanwhile = await join('ann', '7', first)
    sendAll(meanwhile)
    meanwhile.edit((doc) => appendParagraph(doc, 'meanwhile'))
    await turns()
    log.empty()
    expect(meanwhile.end).toBe('storage')
    const again = await join('ann', '7', meanwhile)
    expect(again.denials).toEqual([])
    sendAll(again)
    await turns()
    expect(again.stored).toEqual([1])
    const stored = storedText(log)
    expect(['before', 'unanswered', 'meanwhile'].map((word) => words(stored, word))).toEqual([
      1, 1, 1,
    ])
    expect([first.stored, meanwhile.stored]).toEqual([[1], []])
  })

  it('a connection stays up however often rights are asked for again', async () => {
    const { access, log, join } = troubledEngine()
    log.notice()
    const ann = await join('ann')
    for (let time = 0; time < 3; time++) access.publish({ all: true })
    await turns()
    expect(ann.end).toBe(null)
    expect(ann.denials).toEqual(['storage'])
  })

  it('a right that is taken or given meanwhile is what holds afterwards', async () => {
    const { access, log, join } = troubledEngine()
    log.notice()
    const [ann, rea] = [await join('ann'), await join('rea')]
    access.grant('ann', ['7'], false)
    access.grant('rea', ['7'], true)
    access.publish({ all: true })
    await turns()
    ann.edit((doc) => appendParagraph(doc, 'not mine any more'))
    expect(ann.denials).toEqual(['storage', 'notDrafter'])
    log.empty()
    expect([ann.end, rea.end]).toEqual([null, 'storage'])
    const writer = await join('rea')
    writer.edit((doc) => appendParagraph(doc, 'hers now'))
    await turns()
    expect(storedText(log)).toContain('hers now')
  })

  it('whoever is on the way in when it begins or ends is what he would be a moment later', async () => {
    const { log, join } = troubledEngine()
    const early = join('ann')
    log.notice()
    const ann = await early
    expect([ann.denials, ann.end]).toEqual([['storage'], null])
    const late = join('bob')
    log.empty()
    const bob = await late
    expect([bob.denials, bob.end, ann.end]).toEqual([[], null, 'storage'])
    bob.edit((doc) => appendParagraph(doc, 'bob writes'))
    await turns()
    expect(bob.stored).toEqual([1])
  })

  it('H1: presence goes on for ids that are bound, and shows no others, without a word in the log', async () => {
    const { clock, log, logged, join } = troubledEngine()
    const rea = await join('rea')
    const known = await join('ann')
    known.announce({ cursor: null })
    clock.advance(1)
    await turns()
    clock.advance(1)
    log.notice()
    const [ann, bob] = [await join('ann', '7', known), await join('bob')]
    ann.announce({ cursor: null }, known.doc.clientID, 2)
    bob.announce({ cursor: null })
    clock.advance(1000)
    await turns()
    expect([...rea.awareness.getStates().keys()]).toEqual([known.doc.clientID])
    expect([log.refused, logged.entries]).toEqual([[], []])
    log.empty()
    const back = await join('bob', '7', bob)
    back.announce({ cursor: null })
    clock.advance(1000)
    await turns()
    clock.advance(1000)
    expect(rea.awareness.getStates().has(bob.doc.clientID)).toBe(true)
  })

  it('C10: nothing is compacted, which is no failure, and is done when it can be', async () => {
    const { engine, log, join, metrics } = troubledEngine({ compactOnLeaveRows: 2 })
    const ann = await join('ann')
    for (const word of ['one', 'two', 'three']) ann.edit((doc) => appendParagraph(doc, word))
    await turns()
    log.notice()
    await turns()
    // Its room would stay for as long as a compaction is under way.
    expect(engine.size.rooms).toBe(0)
    expect(metrics.compactionFailures).toBe(0)
    log.empty()
    const again = await join('ann', '7', ann)
    again.drop()
    await until('it was compacted', () => metrics.compactions === 1)
    expect(log.draft('7').rows).toEqual([])
  })

  it('a change by the server is refused, and nobody is sent away for it', async () => {
    const { engine, log, join } = troubledEngine()
    log.notice()
    const rea = await join('rea')
    const doc = new Y.Doc()
    appendParagraph(doc, 'restored')
    const author = { actor: { token: 'ann' }, personId: 'person-ann' }
    const change = engine.appendAsServer('7', author, Y.encodeStateAsUpdate(doc))
    await expect(change).rejects.toEqual(new ServerChangeRefused('storage'))
    expect(rea.end).toBe(null)
  })

  it('rows that wait their turn are not tried at all, and their room begins afresh', async () => {
    const { log, join } = troubledEngine()
    const [ann, bob] = [await join('ann'), await join('bob', '8')]
    const rea = await join('rea', '8')
    log.hold()
    ann.edit((doc) => appendParagraph(doc, 'under way'))
    await turns()
    bob.edit((doc) => appendParagraph(doc, 'waiting'))
    log.notice()
    log.release()
    await turns()
    expect([ann.end, bob.end, rea.end]).toEqual(['storage', 'storage', 'storage'])
    expect(log.draft('8').rowsEver).toBe(0)
    expect(log.refused).toEqual([])
  })
})

describe('C12: a commit that comes after its deadline', () => {
  it('is told to whoever joined since, by beginning with a fresh room', async () => {
    const { clock, log, join } = troubledEngine()
    const ann = await join('ann')
    log.hold()
    ann.edit((doc) => appendParagraph(doc, 'late'))
    await turns()
    clock.advance(30_001)
    await turns()
    expect(ann.end).toBe('storage')
    const rea = await join('rea')
    rea.sendStep1()
    log.release()
    await turns()
    expect([rea.text, rea.end]).toEqual(['', 'stale'])
    const again = await join('rea')
    again.sendStep1()
    expect(words(again.text, 'late')).toBe(1)
  })
})
