import net from 'node:net'
import { describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { bareEngine } from './support/bare-engine.ts'
import { startCollabServer } from './support/collab-server.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph, connectStockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

describe('C9: every bound has its error', () => {
  it('C9: a message over the bound, and too many bytes a second', async () => {
    const { engine, clock } = bareEngine({
      limits: { message: 1000, bytesPerSecond: 500, burst: 1500 },
    })
    const large = await new WireClient().connect(engine, { token: 'ann' })
    large.send(new Uint8Array(1001))
    expect(large.end).toBe('frameTooLarge')
    const fast = await new WireClient().connect(engine, { token: 'ann' })
    const unknownType = new Uint8Array(500).fill(9)
    for (let i = 0; i < 3; i++) fast.send(unknownType)
    clock.advance(1000)
    fast.send(unknownType)
    expect(fast.end).toBeNull()
    fast.send(unknownType)
    expect(fast.end).toBe('tooFast')
  })

  it('C9: a draft at its bound takes deletions and nothing else', async () => {
    const { engine } = bareEngine({ limits: { draft: 600 } })
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    writer.edit((doc) => appendParagraph(doc, 'x'.repeat(520)))
    await turns()
    writer.edit((doc) => doc.getXmlFragment('default').delete(0, 1))
    await turns()
    expect(writer.stored).toEqual([1, 2])
    writer.edit((doc) => appendParagraph(doc, 'y'.repeat(100)))
    await turns()
    expect(writer.end).toBe('draftTooLarge')
  })

  it('C9: the storage’s own bound closes with the same word', async () => {
    const { engine, log } = bareEngine()
    log.maxBytes = 10
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    writer.edit((doc) => appendParagraph(doc, 'more than ten bytes'))
    await turns()
    expect(writer.end).toBe('draftTooLarge')
  })

  it('C9: connections of a person, and of a draft', async () => {
    const { engine } = bareEngine({ limits: { connectionsPerPerson: 2, connectionsPerDraft: 3 } })
    const ends = []
    for (const token of ['ann', 'ann', 'ann', 'bob', 'bob']) {
      ends.push((await new WireClient().connect(engine, { token })).end)
    }
    expect(ends).toEqual([null, null, 'tooManyConnections', null, 'tooManyConnections'])
  })

  it('C9: a stalled reader misses presence first, then ends; a large draft may still be sent', async () => {
    const { engine, clock } = bareEngine({
      limits: { dropPresenceAbove: 100, terminateAbove: 1000 },
    })
    const writer = await new WireClient().connect(engine, { token: 'ann' })
    const stalled = await new WireClient().connect(engine, { token: 'bob' })
    stalled.transport.waiting = 500
    const before = stalled.transport.sent.length
    writer.announce({ cursor: null })
    clock.advance(0)
    await turns()
    clock.advance(0)
    expect(stalled.transport.sent.length).toBe(before)
    writer.edit((doc) => appendParagraph(doc, 'z'.repeat(2000)))
    await turns()
    expect(stalled.text).toBe(writer.text)
    const joiner = await new WireClient().connect(engine, { token: 'bob' })
    joiner.sendStep1()
    joiner.transport.waiting = 2500
    writer.edit((doc) => appendParagraph(doc, 'a'))
    await turns()
    expect(joiner.text).toBe(writer.text)
    joiner.transport.waiting = 3500
    stalled.transport.waiting = 1001
    writer.edit((doc) => appendParagraph(doc, 'b'))
    await turns()
    expect([stalled.end, joiner.end]).toEqual(['terminated', 'terminated'])
  })

  it('C9: a connection that was sent nothing for 20 s gets an empty awareness frame, and pings', async () => {
    const { engine, clock } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    const before = client.transport.sent.length
    clock.advance(19_000)
    expect(client.transport.sent.length).toBe(before)
    clock.advance(6_000)
    expect(client.transport.sent.slice(before)).toEqual([Uint8Array.of(1, 1, 0)])
    expect(client.transport.pings.length).toBe(1)
    clock.advance(25_000)
    client.alive()
    clock.advance(55_000)
    expect(client.end).toBeNull()
    clock.advance(10_000)
    expect(client.end).toBe('terminated')
  })

  it('C9: frames that wait for text that is not there', async () => {
    const { engine } = bareEngine({ limits: { gapsPerConnection: 3 } })
    const client = await new WireClient().connect(engine, { token: 'ann' })
    for (let i = 0; i < 4; i++) client.sendUpdate(Uint8Array.of(0, 1, 9, 1, i, 1))
    await turns()
    expect(client.end).toBe('tooManyGaps')
  })
})

describe('C0: the gateway', () => {
  it('C9 C12: hostile sockets end alone: invalid frames, 5 MiB, garbage, half a handshake', async () => {
    const server = await startCollabServer()
    server.log.create('7')
    for (const token of ['ann', 'bob']) server.access.grant(token, ['7'])
    const honest = connectStockClient(server.url, '7', { token: 'ann', wantsStored: true })
    await honest.synced()
    const hostile = () =>
      new WebSocket(`${server.url}/7`, { headers: { authorization: 'Bearer bob' } })
    const closings: number[] = []
    const attack = (act: (socket: WebSocket) => void) => {
      const socket = hostile()
      socket.on('error', () => undefined)
      socket.on('open', () => act(socket))
      socket.on('close', (code) => closings.push(code))
    }
    attack((socket) => socket.send(new Uint8Array(5 * 1024 * 1024)))
    attack((socket) => socket.send('text, not bytes'))
    attack((socket) => socket.send(Uint8Array.of(0, 2, 200)))
    // A frame with reserved bits.
    const invalid = hostile()
    invalid.on('error', () => undefined)
    invalid.on('upgrade', ({ socket }) => socket.write(Uint8Array.of(255, 255, 255)))
    invalid.on('close', (code) => closings.push(code))
    await until('all of them are closed', () => closings.length === 4)
    const { hostname, port } = new URL(server.url)
    const half = net.connect(Number(port), hostname)
    half.on('error', () => undefined)
    half.write('GET /collab/7 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    await until('it is refused', () => half.readableEnded || half.destroyed || half.bytesRead > 0)
    half.destroy()
    honest.write('still here')
    await until('it is stored', () => honest.stored.at(-1) === 2)
    expect(closings.sort()).toEqual([1002, 1009, 4400, 4400].sort())
    honest.destroy()
    await server.stop()
  })

  it('C0: paths that are no draft get 4404, other upgrades are left to others', async () => {
    const server = await startCollabServer()
    const nested = connectStockClient(server.url, 'a/b', { token: 'ann' })
    expect(await nested.closed()).toEqual({ code: 4404, reason: 'notFound' })
    const root = server.url.replace('/collab', '')
    const other = new WebSocket(`${root}/socket.io/?EIO=4&transport=websocket`)
    let answered = false
    other.on('error', () => (answered = true))
    other.on('open', () => (answered = true))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(answered).toBe(false)
    other.terminate()
    nested.destroy()
    await server.stop()
  })
})
