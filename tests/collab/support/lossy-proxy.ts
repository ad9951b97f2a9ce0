import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { SeededRandom } from './seeded-random.ts'

/** What a packet may meet. TCP hides loss: what is lost comes late, and all that follows with it. */
export interface Weather {
  /** Milliseconds, one way. */
  latency: number
  /** Share of packets that are lost and sent again after `resend` milliseconds, twice as long if again. */
  loss: number
  resend: number
  /** Share of packets in the middle of which the connection ends, without a word. */
  cut: number
  /** Bytes of a packet, at most. */
  packet: number
}

export const CALM: Weather = { latency: 0, loss: 0, resend: 0, cut: 0, packet: 1400 }

interface Packet {
  bytes: Uint8Array
  isCut: boolean
  /** By `performance.now()`. */
  arrival: number
}

/** A network between clients and a server: both see a TCP connection that behaves like the weather. */
export class LossyProxy {
  weather: Weather
  lost = 0
  cuts = 0
  /** When somebody came, by `performance.now()`. */
  readonly arrivals: number[] = []
  readonly #server: Server
  readonly #random: SeededRandom
  readonly #pairs = new Set<() => void>()

  constructor(target: number, weather: Weather, random: SeededRandom) {
    this.weather = weather
    this.#random = random
    this.#server = createServer((client) => this.#join(client, connect(target, '127.0.0.1')))
  }

  static async open(...given: ConstructorParameters<typeof LossyProxy>): Promise<LossyProxy> {
    const proxy = new LossyProxy(...given)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** All connections end, as when a cable is pulled. */
  cutAll(): void {
    for (const end of this.#pairs) end()
  }

  async close(): Promise<void> {
    this.cutAll()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(client: Socket, upstream: Socket): void {
    this.arrivals.push(performance.now())
    const end = () => {
      this.#pairs.delete(end)
      client.destroy()
      upstream.destroy()
    }
    this.#pairs.add(end)
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    this.#carry(client, upstream, end)
    this.#carry(upstream, client, end)
  }

  /** One way: packets arrive in order, each not before the one ahead of it. */
  #carry(from: Socket, to: Socket, end: () => void): void {
    const underWay: Packet[] = []
    let lastArrival = 0
    // Timers of different lengths may pass each other: whichever rings, what is due goes in order.
    const deliver = () => {
      while (underWay.length > 0 && underWay[0]!.arrival <= performance.now() + 0.5) {
        const packet = underWay.shift()!
        // Nothing follows half a packet.
        if (packet.isCut) return this.#cut(packet, to, end)
        if (!to.destroyed) to.write(packet.bytes)
      }
      const next = underWay[0]
      if (next) setTimeout(deliver, Math.max(0, next.arrival - performance.now()))
    }
    from.on('data', (data) => {
      const wasIdle = underWay.length === 0
      for (let at = 0; at < data.length;) {
        const size = 1 + this.#random.below(this.weather.packet)
        const bytes = data.subarray(at, at + size)
        at += size
        const isCut = this.#random.chance(this.weather.cut)
        lastArrival = Math.max(lastArrival, performance.now() + this.#travel())
        underWay.push({ bytes, isCut, arrival: lastArrival })
      }
      if (wasIdle) deliver()
    })
  }

  #travel(): number {
    const { latency, loss, resend } = this.weather
    let time = latency
    for (let wait = resend; this.#random.chance(loss); wait *= 2) {
      this.lost++
      time += wait
    }
    return time
  }

  #cut({ bytes }: Packet, to: Socket, end: () => void): void {
    this.cuts++
    if (to.destroyed) return
    to.write(bytes.subarray(0, bytes.length >> 1), end)
  }
}
