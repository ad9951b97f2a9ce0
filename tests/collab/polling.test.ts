import type { Server } from 'socket.io'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeSync, SYNC } from '#server/collab/protocol.ts'
import {
  type ChannelClosing,
  DRAFT_NAMESPACE,
  type FrameItem,
  MAX_REQUEST,
} from '#shared/contracts/draft-channel.ts'
import { type CollabServer, startCollabServer } from './support/collab-server.ts'
import { storedText } from './support/fresh-reader.ts'
import { byPolling, openPollingDoor, pollingSocket } from './support/polling.ts'
import { connectStockClient, type StockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'

const TERMINATE_ABOVE = 200_000
const STEP1 = encodeSync(SYNC.step1, Y.encodeStateVector(new Y.Doc()))

let server: CollabServer
let io: Server
let toEnd: (() => unknown)[]

beforeEach(async () => {
  server = await startCollabServer({ limits: { terminateAbove: TERMINATE_ABOVE } })
  io = openPollingDoor(server).io
  toEnd = [() => server.stop()]
  for (const draft of ['7', '8']) server.log.create(draft)
  for (const token of ['ann', 'bob']) server.access.grant(token, ['7', '8'])
})

afterEach(async () => {
  for (const end of toEnd.toReversed()) await end()
})

/** A client that sends exactly what a test says. */
interface RawClient {
  socket: Socket
  items: FrameItem[]
  closings: ChannelClosing[]
  open(channel: number, draftId: string): Promise<void>
  send(items: unknown): void
}

async function rawClient(token = 'ann'): Promise<RawClient> {
  const socket = pollingSocket(server.url, { authorization: `Bearer ${token}` })
  socket.io.reconnection(false)
  const items: FrameItem[] = []
  const closings: ChannelClosing[] = []
  socket.on('frames', (more: FrameItem[], ends: ChannelClosing[]) => {
    items.push(...more)
    closings.push(...ends)
  })
  toEnd.push(() => socket.disconnect())
  socket.connect()
  await until('it is connected', () => socket.connected)
  return {
    socket,
    items,
    closings,
    open: async (channel, draftId) => {
      socket.emit('open', { channel, draftId, schema: null, epoch: null })
      await until('the server speaks first', () => items.some(([id]) => id === channel))
    },
    send: (sent) => void socket.emit('frames', sent),
  }
}

function client(token: string, draftId = '7'): StockClient {
  const made = connectStockClient(server.url, draftId, {
    token,
    wantsStored: true,
    carrier: byPolling(server.url),
  })
  toEnd.push(() => made.destroy())
  return made
}

const whole = (channel: number, number: number, frame: Uint8Array): FrameItem => [
  channel,
  number,
  0,
  Buffer.from(frame).toString('base64'),
]
const answersTo = ({ items }: RawClient, channel: number) =>
  items.filter(([id]) => id === channel).length

describe('C13: numbered parts', () => {
  it.each([
    ['left out', [1]],
    ['sent twice', [0, 0]],
  ])('a part that was %s closes its draft, and no other', async (_what, numbers) => {
    const raw = await rawClient()
    await raw.open(1, '7')
    await raw.open(2, '8')
    raw.send(numbers.map((number) => whole(1, number, STEP1)))
    await until('it is closed', () => raw.closings.length > 0)
    expect(raw.closings).toEqual([[1, 1013, 'outOfOrder']])
    const before = answersTo(raw, 2)
    raw.send([whole(2, 0, STEP1)])
    await until('the other is answered', () => answersTo(raw, 2) > before)
    expect(server.engine.size.connections).toBe(1)
  })

  it('C1: what comes before the server has let it in is not read, and counts as left out', async () => {
    const early = await poller()
    await early.post(`40${DRAFT_NAMESPACE},`)
    await early.get()
    const event = (...words: unknown[]) => `42${DRAFT_NAMESPACE},${JSON.stringify(words)}`
    const draft = { channel: 1, draftId: '7', schema: null, epoch: null }
    await early.post([event('open', draft), event('frames', [whole(1, 0, STEP1)])].join('\u001e'))
    await early.get()
    await early.post(event('frames', [whole(1, 1, STEP1)]))
    expect(await early.get()).toContain('[[1,1013,"outOfOrder"]]')
  })

  it('a client that leaves one draft goes on with the other', async () => {
    const raw = await rawClient()
    await raw.open(1, '7')
    await raw.open(2, '8')
    raw.socket.emit('close', 1)
    await until('it has left', () => server.engine.size.connections === 1)
    const before = answersTo(raw, 2)
    raw.send([whole(1, 0, STEP1), whole(2, 0, STEP1)])
    await until('the other is answered', () => answersTo(raw, 2) > before)
    expect(raw.closings).toEqual([])
  })

  it('H3: a frame in crumbs is refused: each would cost more than it holds', async () => {
    const raw = await rawClient()
    await raw.open(1, '7')
    raw.send([[1, 0, 1, 'AAAA']])
    await until('it is closed', () => raw.closings.length > 0)
    expect(raw.closings).toEqual([[1, 4400, 'malformed']])
  })

  it('C9: a frame of 4 MiB arrives, in requests of 100 kB', async () => {
    const one = client('ann')
    await one.synced()
    one.write('x'.repeat(4 * 1024 * 1024 - 100))
    await until('it is stored', () => one.stored.includes(2))
    expect(one.closings).toEqual([])
    expect(storedText(server.log, '7')).toBe(one.text())
  })
})

describe('C13 H18: what else comes through the door', () => {
  it('other events and what is no frame are dropped, and the connection goes on', async () => {
    const raw = await rawClient()
    raw.socket.emit('join', 'all:council')
    for (const items of ['x', [null], [[1]], [[1, 0, 0, 7]], [[-1, 0, 0, '']], { length: 1e9 }]) {
      raw.send(items)
    }
    for (const draft of [null, 7, {}, { channel: 'x' }]) raw.socket.emit('open', draft)
    raw.socket.emit('close', { channel: 1 })
    raw.socket.emit('open', { channel: 9, draftId: ['7'], schema: 1 })
    await raw.open(1, '7')
    expect(raw.closings).toEqual([[9, 4404, 'notFound']])
    expect(server.logged.entries).toEqual([])
  })

  it('a connection that opens a draft twice under one id, or drafts without end, is cut', async () => {
    const twice = await rawClient()
    await twice.open(1, '7')
    twice.socket.emit('open', { channel: 1, draftId: '8', schema: null, epoch: null })
    await until('it is cut', () => !twice.socket.connected)
    const many = await rawClient()
    for (let channel = 0; channel < 40; channel++) {
      many.socket.emit('open', { channel, draftId: '7', schema: null, epoch: null })
    }
    await until('it is cut', () => !many.socket.connected)
    await until('nobody is left', () => server.engine.size.connections === 0)
    expect([...twice.closings, ...many.closings]).toEqual([])
  })

  it('a page that opens one draft after another on one connection leaves nothing behind', async () => {
    const raw = await rawClient()
    const live = raw.socket.io.socket('/').connect()
    toEnd.push(() => live.disconnect())
    await until('the page’s other namespace keeps the connection', () => live.connected)
    const listeners = () =>
      [...io.of(DRAFT_NAMESPACE).sockets.values()].map(({ conn }) => ({
        ready: conn.transport.listenerCount('ready'),
        heartbeat: conn.listenerCount('heartbeat'),
        upgrade: conn.listenerCount('upgrade'),
      }))
    const before = listeners()
    for (let visit = 0; visit < 3; visit++) {
      raw.socket.disconnect().connect()
      await until('it is back', () => raw.socket.connected)
    }
    expect(listeners()).toEqual(before)
    expect(io.engine.clientsCount).toBe(1)
  })

  it('H3: a request past the bound is refused unread, and one of separators ends its connection only', async () => {
    const other = client('bob')
    await other.synced()
    const large = await poller()
    expect(await large.post('4'.repeat(MAX_REQUEST + 1))).toBe(413)
    const separators = await poller()
    await separators.post('\u001e'.repeat(MAX_REQUEST - 1))
    await until('it is gone', () => io.engine.clientsCount === 2)
    other.write('undisturbed')
    await until('it is stored', () => other.stored.includes(2))
  })
})

describe('C13 C9: who does not take what it is sent', () => {
  it('a stalled poller is ended, and one that polls gets more than the bound in all', async () => {
    const stalled = await poller('bob')
    await stalled.post(`40${DRAFT_NAMESPACE},`)
    await stalled.get()
    const draft = { channel: 1, draftId: '7', schema: null, epoch: null }
    await stalled.post(`42${DRAFT_NAMESPACE},${JSON.stringify(['open', draft])}`)
    const writer = client('ann')
    const reader = client('ann')
    await Promise.all([writer.synced(), reader.synced()])
    await until('all are in', () => server.engine.size.connections === 3)
    for (let written = 0; written < 4; written++) {
      const words = `${written}`.repeat(TERMINATE_ABOVE / 2)
      writer.write(words)
      await until('it is shown', () => reader.text().includes(words))
    }
    await until('it is ended', () => server.engine.size.connections === 2)
    expect(await stalled.post('3')).toBe(400)
    expect([...writer.closings, ...reader.closings]).toEqual([])
  })

  it('a large draft comes in several answers, so that pings go between them', async () => {
    const doc = new Y.Doc()
    const writer = connectStockClient(server.url, '7', { token: 'ann', doc })
    toEnd.push(() => writer.destroy())
    await writer.synced()
    writer.write('z'.repeat(1_500_000))
    await until('it is stored', () => server.log.draft('7').rowsEver === 1)
    const raw = await rawClient('bob')
    let answers = 0
    raw.socket.on('frames', () => answers++)
    await raw.open(1, '7')
    raw.send([whole(1, 0, STEP1)])
    const numbers = () => raw.items.map(([, number]) => number)
    const text = () => raw.items.reduce((sum, [, , , base64]) => sum + base64.length * 0.75, 0)
    await until('all is there', () => text() > 1_500_000)
    expect(answers).toBeGreaterThan(3)
    expect(numbers()).toEqual(numbers().map((_number, at) => at))
  })
})

/** Polls by hand: it takes nothing that it does not ask for. */
async function poller(token = 'ann') {
  const headers = { authorization: `Bearer ${token}` }
  const base = `${server.url.replace('ws', 'http').replace('/collab', '')}/socket.io/`
  const hello = await fetch(`${base}?EIO=4&transport=polling`, { headers })
  const { sid } = JSON.parse((await hello.text()).slice(1)) as { sid: string }
  const address = `${base}?EIO=4&transport=polling&sid=${sid}`
  return {
    get: async () => (await fetch(address, { headers })).text(),
    post: async (body: string) => {
      const sent = { ...headers, 'content-type': 'text/plain' }
      return (await fetch(address, { method: 'POST', headers: sent, body })).status
    },
  }
}
