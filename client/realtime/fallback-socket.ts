import { BROKEN, type Carrier, type OpenCarrier } from './carrier.ts'
import type { CarrierMemory } from './carrier-memory.ts'

/** Milliseconds after which the other carrier is tried as well. */
const PATIENCE = 3000

const CONNECTING = 0
const OPEN = 1
const CLOSED = 3

type Way = 'webSocket' | 'channel'

export interface Ways {
  webSocket: OpenCarrier
  channel: OpenCarrier
  memory: CarrierMemory
}

/**
 * A WebSocket as far as y-websocket knows one, which goes through where WebSockets are blocked. Each
 * connection is one attempt on all ways: the second begins when the first fails or lets wait, and
 * what opens first is taken. A server's refusal is an answer, by whichever way it comes.
 */
class FallbackSocket {
  readonly OPEN = OPEN
  readyState = CONNECTING
  binaryType = 'arraybuffer'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly #ways: Ways
  readonly #target: [url: string, protocols: string[]]
  readonly #untried: Way[]
  readonly #carriers = new Map<Way, Carrier>()
  #winner: Carrier | null = null
  #hasTriedWebSocket = false
  #patience: ReturnType<typeof setTimeout> | undefined

  constructor(ways: Ways, url: string, protocols: string[]) {
    this.#ways = ways
    this.#target = [url, protocols]
    this.#untried = ways.memory.isBlocked ? ['channel', 'webSocket'] : ['webSocket', 'channel']
    this.#tryNext()
  }

  send(frame: Uint8Array): void {
    this.#winner?.send(frame)
  }

  /** Nothing more is told: y-websocket takes its listeners off before it closes. */
  close(): void {
    this.readyState = CLOSED
    clearTimeout(this.#patience)
    this.#winner = null
    this.#untried.length = 0
    const carriers = [...this.#carriers.values()]
    this.#carriers.clear()
    for (const carrier of carriers) carrier.close()
  }

  #tryNext(): void {
    clearTimeout(this.#patience)
    const way = this.#untried.shift()
    if (way === undefined) return
    if (this.#untried.length > 0) this.#patience = setTimeout(() => this.#tryNext(), PATIENCE)
    if (way === 'webSocket') this.#hasTriedWebSocket = true
    const carrier = this.#ways[way](...this.#target, {
      opened: () => this.#opened(way),
      message: (data) => this.onmessage?.({ data }),
      closed: (code, reason) => this.#closed(way, code, reason),
    })
    this.#carriers.set(way, carrier)
  }

  #opened(way: Way): void {
    const { memory } = this.#ways
    if (way === 'webSocket') memory.webSocketOpened()
    else if (this.#hasTriedWebSocket) memory.webSocketFailed()
    clearTimeout(this.#patience)
    this.#untried.length = 0
    for (const [other, carrier] of this.#carriers) {
      if (other === way) this.#winner = carrier
      else carrier.close()
    }
    this.readyState = OPEN
    this.onopen?.()
  }

  #closed(way: Way, code: number, reason: string): void {
    const isAnswer = this.#winner !== null || reason !== ''
    this.#carriers.delete(way)
    if (isAnswer) return this.#end(code, reason)
    if (this.#untried.length > 0) return this.#tryNext()
    if (this.#carriers.size === 0) this.#end(BROKEN, '')
  }

  #end(code: number, reason: string): void {
    this.close()
    this.onclose?.({ code, reason })
  }
}

/** The class that y-websocket makes its connections of. */
export function fallbackSocket(ways: Ways): typeof WebSocket {
  return class extends FallbackSocket {
    constructor(url: string, protocols: string[]) {
      super(ways, url, protocols)
    }
  } as unknown as typeof WebSocket
}
