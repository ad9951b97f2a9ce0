import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BROKEN, type CarrierEnds, type OpenCarrier } from '../../../client/realtime/carrier.ts'
import { CarrierMemory } from '../../../client/realtime/carrier-memory.ts'
import { fallbackSocket } from '../../../client/realtime/fallback-socket.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Way = 'webSocket' | 'channel'

/** A tab: what it remembers, and its attempts in the order in which they were begun. */
function tab() {
  const kept = new Map<string, string>()
  const memory = new CarrierMemory({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  })
  const begun: { way: Way; ends: CarrierEnds; sent: Uint8Array[]; isClosed: boolean }[] = []
  const opening =
    (way: Way): OpenCarrier =>
    (_url, _protocols, ends) => {
      const attempt = { way, ends, sent: [] as Uint8Array[], isClosed: false }
      begun.push(attempt)
      const close = () => void (attempt.isClosed = true)
      return { send: (frame) => void attempt.sent.push(frame), close }
    }
  const ways = { webSocket: opening('webSocket'), channel: opening('channel'), memory }
  const Base = fallbackSocket(ways)
  const connect = () => {
    const told: unknown[] = []
    const socket = new Base('ws://here/collab/d1', ['plenary.v1'])
    // As y-websocket listens.
    Object.assign(socket, {
      onopen: () => told.push('open'),
      onmessage: ({ data }: MessageEvent) => told.push(data),
      onclose: ({ code, reason }: CloseEvent) => told.push({ code, reason }),
    })
    return { socket, told }
  }
  const latest = () => begun.at(-1)!
  return { connect, memory, begun, latest, waysBegun: () => begun.map(({ way }) => way) }
}

describe('a draft’s connection', () => {
  it('is a WebSocket where one gets through, and nothing else is tried', () => {
    const { connect, latest, waysBegun, memory } = tab()
    const { socket, told } = connect()
    latest().ends.opened()
    const message = new ArrayBuffer(1)
    latest().ends.message(message)
    socket.send(new Uint8Array([7]))
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual(['open', message])
    expect(latest().sent).toEqual([new Uint8Array([7])])
    expect(waysBegun()).toEqual(['webSocket'])
    expect(memory.isBlocked).toBe(false)
  })

  it('goes by polling as soon as the WebSocket fails, and remembers it', () => {
    const { connect, latest, waysBegun, memory } = tab()
    const { socket, told } = connect()
    latest().ends.closed(BROKEN, '')
    expect([socket.readyState, told]).toEqual([0, []])
    latest().ends.opened()
    expect(told).toEqual(['open'])
    expect(memory.isBlocked).toBe(true)
    connect()
    latest().ends.opened()
    vi.advanceTimersByTime(60_000)
    expect(waysBegun()).toEqual(['webSocket', 'channel', 'channel'])
  })

  it('tries polling beside a WebSocket that lets wait, and takes what opens first', () => {
    const { connect, begun, waysBegun } = tab()
    const { told } = connect()
    vi.advanceTimersByTime(2999)
    expect(waysBegun()).toEqual(['webSocket'])
    vi.advanceTimersByTime(1)
    begun[0]!.ends.opened()
    expect(waysBegun()).toEqual(['webSocket', 'channel'])
    expect(begun.map(({ isClosed }) => isClosed)).toEqual([false, true])
    expect(told).toEqual(['open'])
  })

  it('is closed once, as broken, when nothing gets through; nobody is called blocked for it', () => {
    const { connect, begun, memory } = tab()
    const { socket, told } = connect()
    begun[0]!.ends.closed(1001, '')
    begun[1]!.ends.closed(BROKEN, '')
    expect(told).toEqual([{ code: BROKEN, reason: '' }])
    expect(socket.readyState).toBe(3)
    expect(memory.isBlocked).toBe(false)
  })

  it('takes the server’s refusal for an answer, and tries nothing else', () => {
    const { connect, latest, waysBegun } = tab()
    const { told } = connect()
    latest().ends.closed(4404, 'notFound')
    vi.advanceTimersByTime(60_000)
    expect(told).toEqual([{ code: 4404, reason: 'notFound' }])
    expect(waysBegun()).toEqual(['webSocket'])
  })

  it('is not taken for blocked by one failure where WebSockets have worked', () => {
    const { connect, latest, memory } = tab()
    connect()
    latest().ends.opened()
    const isBlockedAfter = [1, 2].map(() => {
      connect()
      latest().ends.closed(BROKEN, '')
      latest().ends.opened()
      return memory.isBlocked
    })
    expect(isBlockedAfter).toEqual([false, true])
  })

  it('that is blocked goes back to the WebSocket when polling fails', () => {
    const { connect, latest, waysBegun, memory } = tab()
    memory.webSocketFailed()
    const { told } = connect()
    latest().ends.closed(BROKEN, '')
    latest().ends.opened()
    expect(waysBegun()).toEqual(['channel', 'webSocket'])
    expect(told).toEqual(['open'])
    expect(memory.isBlocked).toBe(false)
  })

  it('that is closed by its owner tells nothing more', () => {
    const { connect, begun } = tab()
    const { socket, told } = connect()
    vi.advanceTimersByTime(3000)
    socket.close()
    vi.advanceTimersByTime(60_000)
    expect(begun.map(({ isClosed }) => isClosed)).toEqual([true, true])
    expect(told).toEqual([])
  })
})
