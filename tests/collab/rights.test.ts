import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WorkerCompactor } from '#server/collab/compaction.ts'
import { bareEngine } from './support/bare-engine.ts'
import { ManualClock, turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { WireClient } from './support/wire-client.ts'

describe('C7: rights are live', () => {
  it('C7: what changes while somebody is on the way in counts for him', async () => {
    const { engine, access } = bareEngine()
    const right = access.grant('dan', ['7'])
    const enter = access.enter.bind(access)
    access.enter = async (credentials, draftId) => {
      const answer = await enter(credentials, draftId)
      right.reads.delete('7')
      access.publish({ all: true })
      return answer
    }
    const client = await new WireClient().connect(engine, { token: 'dan' })
    await turns()
    expect(client.end).toBe('withdrawn')
  })

  it('C7: nobody stays whose rights cannot be told', async () => {
    const { engine, access } = bareEngine()
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    const bob = await new WireClient().connect(engine, { token: 'bob' })
    access.refresh = () => Promise.reject(new Error('the database is locked'))
    access.publish({ personId: 'person-ann' })
    await turns()
    expect([ann.end, bob.end]).toEqual(['storage', null])
  })

  it('C7: of two answers that cross, the one to the later question counts', async () => {
    const { engine, access } = bareEngine()
    const ann = await new WireClient().connect(engine, { token: 'ann' })
    const refresh = access.refresh.bind(access)
    const slow = Promise.withResolvers<Awaited<ReturnType<typeof refresh>>>()
    access.refresh = () => slow.promise
    access.publish({ draftId: '7' })
    access.refresh = refresh
    access.publish({ draftId: '7' })
    await turns()
    slow.resolve({ outcome: 'refused', code: 'noSession' })
    await turns()
    expect(ann.end).toBeNull()
  })

  it('C7: a writer who becomes a reader, and back, joins anew each time', async () => {
    const { engine, access } = bareEngine()
    const right = access.grant('eve', ['7'])
    const ends = []
    for (const canWrite of [false, true]) {
      const client = await new WireClient().connect(engine, { token: 'eve' })
      right.canWrite = canWrite
      access.publish({ sessionId: 'eve' })
      await turns()
      ends.push(client.end)
    }
    expect(ends).toEqual(['rights', 'rights'])
  })

  it('C8: whoever waits for a draft that is replaced meanwhile is sent away, and comes back to the new one', async () => {
    const { engine, log } = bareEngine()
    const load = log.load.bind(log)
    const { promise: slow, resolve: answer } = Promise.withResolvers<void>()
    log.load = async (draftId) => {
      const old = await load(draftId)
      await slow
      return old
    }
    const client = new WireClient()
    const connecting = client.connect(engine, { token: 'ann' })
    await turns()
    log.draft('7').epoch = 'e2'
    engine.evict('7', 'epoch')
    answer()
    await connecting
    await turns()
    expect(client.end).toBe('stale')
    const back = await new WireClient().connect(engine, { token: 'ann' })
    back.edit((doc) => appendParagraph(doc, 'of the new epoch'))
    await turns()
    expect(back.stored).toEqual([1])
  })
})

describe('C10: the compaction worker', () => {
  it('C10: past its deadline it is stopped, and the next one starts afresh', async () => {
    const clock = new ManualClock()
    const compactor = new WorkerCompactor(clock, 1000)
    const doc = new Y.Doc()
    appendParagraph(doc, 'text')
    const update = Y.encodeStateAsUpdate(doc)
    const vector = Y.decodeStateVector(Y.encodeStateVector(doc))
    const late = compactor.compact(null, [update], vector)
    clock.advance(1001)
    await expect(late).rejects.toThrow('took too long')
    const { snapshot } = await compactor.compact(null, [update], vector)
    expect(Y.encodeStateVectorFromUpdate(snapshot)).toEqual(Y.encodeStateVector(doc))
    compactor.close()
  })

  it('C10: rows that hang on nothing, or are not those of the draft, make no snapshot', async () => {
    const compactor = new WorkerCompactor(new ManualClock(), 1000)
    const doc = new Y.Doc()
    appendParagraph(doc, 'one')
    const before = Y.encodeStateVector(doc)
    appendParagraph(doc, 'two')
    const second = Y.encodeStateAsUpdate(doc, before)
    const vector = Y.decodeStateVector(Y.encodeStateVector(doc))
    await expect(compactor.compact(null, [second], vector)).rejects.toThrow('hang on nothing')
    const whole = Y.encodeStateAsUpdate(doc)
    const other = new Map([...vector].map(([client, clock]) => [client, clock + 1]))
    await expect(compactor.compact(null, [whole], other)).rejects.toThrow('structs of the draft')
    compactor.close()
  })
})
