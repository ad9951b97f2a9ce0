import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bareEngine } from './support/bare-engine.ts'
import type { BareEngine } from './support/bare-engine.ts'
import { startCollabServer } from './support/collab-server.ts'
import { turns } from './support/manual-clock.ts'
import { connectStockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

async function shown({ clock }: BareEngine): Promise<void> {
  // Once to reserve the id, once to show it.
  for (let i = 0; i < 2; i++) {
    clock.advance(0)
    await turns()
  }
}

async function annAndBob(bare: BareEngine) {
  const ann = await new WireClient().connect(bare.engine, { token: 'ann' })
  const bob = await new WireClient().connect(bare.engine, { token: 'bob' })
  return { ann, bob }
}

describe('C6: presence is made by the server', () => {
  it('H22: name, agency and colour are the server’s, the caret is two positions, the rest is dropped', async () => {
    const bare = bareEngine()
    const { ann, bob } = await annAndBob(bare)
    const position = Y.createRelativePositionFromTypeIndex(ann.doc.getXmlFragment('default'), 0)
    const caret = { ...Y.relativePositionToJSON(position), extra: 'x' }
    ann.announce({
      user: { name: 'The Chair', color: 'red' },
      cursor: { anchor: caret, head: caret },
      payload: 'anything',
    })
    await shown(bare)
    const place = { type: null, tname: 'default', item: null, assoc: 0 }
    expect(bob.awareness.getStates().get(ann.doc.clientID)).toEqual({
      user: {
        name: 'Name of ann',
        agency: 'IOM',
        plate: 'IOM',
        colour: { light: '#0b7285', dark: '#66d9e8' },
        color: '#0b7285',
      },
      cursor: { anchor: place, head: place },
    })
  })

  it('H22: nobody speaks for another’s id, also by echo, and echoes go nowhere', async () => {
    const bare = bareEngine()
    const { ann, bob } = await annAndBob(bare)
    ann.announce({ cursor: null })
    bob.announce({ cursor: null })
    await shown(bare)
    const before = ann.transport.sent.length
    bob.announce({ cursor: null }, ann.doc.clientID, 999)
    bob.announce(null, ann.doc.clientID, 1000)
    await shown(bare)
    expect(ann.transport.sent.length).toBe(before)
    const late = await new WireClient().connect(bare.engine, { token: 'bob' })
    expect([...late.awareness.getStates().keys()].sort()).toEqual(
      [ann.doc.clientID, bob.doc.clientID].sort(),
    )
  })

  it('H22: after a reconnect the caret is back at once, also when the old connection still stands', async () => {
    const bare = bareEngine()
    const { ann, bob } = await annAndBob(bare)
    for (let i = 0; i < 5; i++) ann.announce({ cursor: null }, ann.doc.clientID, i)
    await shown(bare)
    const again = await new WireClient().connect(bare.engine, { token: 'ann' })
    again.announce({ cursor: null }, ann.doc.clientID, 0)
    bare.clock.advance(0)
    ann.drop()
    bare.clock.advance(200)
    expect(bob.awareness.getStates().has(ann.doc.clientID)).toBe(true)
    again.drop()
    bare.clock.advance(0)
    expect(bob.awareness.getStates().has(ann.doc.clientID)).toBe(false)
    const third = await new WireClient().connect(bare.engine, { token: 'ann' })
    third.announce({ cursor: null }, ann.doc.clientID, 1)
    bare.clock.advance(0)
    expect(bob.awareness.getStates().has(ann.doc.clientID)).toBe(true)
  })

  it('H22: carets come back after a restart of the server, whose clocks go on', async () => {
    const server = await startCollabServer()
    server.log.create('7')
    for (const token of ['ann', 'bob']) server.access.grant(token, ['7'])
    const ann = connectStockClient(server.url, '7', { token: 'ann' })
    const bob = connectStockClient(server.url, '7', { token: 'bob' })
    const sees = () => bob.provider.awareness.getStates().has(ann.doc.clientID)
    await until('bob sees ann', sees)
    const port = Number(new URL(server.url).port)
    await server.kill()
    await until('bob is alone', () => !sees())
    const restarted = await startCollabServer({ log: server.log, access: server.access, port })
    await until('bob sees ann again', sees)
    expect(bob.closings.map(({ code }) => code)).toEqual([1006])
    for (const client of [ann, bob]) client.destroy()
    await restarted.stop()
  })

  it('C6: moving is told at most ten times a second, the last place always', async () => {
    const bare = bareEngine()
    const { ann, bob } = await annAndBob(bare)
    ann.announce({ cursor: null })
    await shown(bare)
    bare.clock.advance(1000)
    const before = bob.transport.sent.length
    for (let i = 0; i < 100; i++) {
      const position = { type: null, tname: null, item: { client: 1, clock: i }, assoc: 0 }
      ann.announce({ cursor: { anchor: position, head: position } })
      bare.clock.advance(10)
    }
    bare.clock.advance(100)
    const messages = bob.transport.sent.length - before
    expect(messages).toBeGreaterThan(8)
    expect(messages).toBeLessThan(13)
    const state = bob.awareness.getStates().get(ann.doc.clientID) as {
      cursor: { head: { item: { clock: number } } }
    }
    expect(state.cursor.head.item.clock).toBe(99)
  })

  it('C6: who leaves is gone for all in the same turn; who asks is told who is here', async () => {
    const bare = bareEngine()
    const { ann, bob } = await annAndBob(bare)
    ann.announce({ cursor: null })
    await shown(bare)
    ann.drop()
    bare.clock.advance(0)
    expect([...bob.awareness.getStates().keys()]).toEqual([])
    bob.send(Uint8Array.of(3))
    expect(bob.transport.sent.at(-1)).toEqual(Uint8Array.of(1, 1, 0))
  })

  it('C6 C9: a state of more than 4 KiB ends the connection', async () => {
    const bare = bareEngine()
    const { ann } = await annAndBob(bare)
    ann.announce({ cursor: null, more: 'x'.repeat(5000) })
    await turns()
    expect(ann.end).toBe('awarenessTooLarge')
  })

  it('C6: another name or colour is shown at once to those who are there', async () => {
    const bare = bareEngine()
    const right = bare.access.grant('ann', ['7'])
    const { ann, bob } = await annAndBob(bare)
    ann.announce({ cursor: null })
    await shown(bare)
    right.person = { ...right.person, name: 'Ann with another name' }
    bare.access.publish({ personId: 'person-ann' })
    await turns()
    bare.clock.advance(100)
    expect(bob.awareness.getStates().get(ann.doc.clientID)).toMatchObject({
      user: { name: 'Ann with another name' },
    })
  })
})
