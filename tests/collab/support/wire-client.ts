import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Gate } from '#server/collab/gate.ts'
import { encodeSync, MESSAGE, SYNC } from '#server/collab/protocol.ts'
import type { Refusal } from '#server/collab/refusals.ts'
import type { Transport } from '#server/collab/transport.ts'
import { visitOf } from './visit.ts'

/** The far end of a connection without a network: what the engine sent, and how it ended. */
export class FakeTransport implements Transport {
  readonly sent: Uint8Array[] = []
  readonly pings: number[] = []
  end: Refusal | 'terminated' | null = null
  waiting = 0
  onMessage: ((message: Uint8Array) => void) | null = null
  onEnd: (() => void) | null = null

  send(message: Uint8Array): void {
    if (this.end) return
    this.sent.push(Uint8Array.from(message))
    this.onMessage?.(message)
  }
  close(reason: Refusal): void {
    this.end ??= reason
    this.onEnd?.()
  }
  terminate(): void {
    this.end ??= 'terminated'
    this.onEnd?.()
  }
  bufferedBytes(): number {
    return this.waiting
  }
  ping(): void {
    this.pings.push(this.sent.length)
  }
}

export interface WireOptions {
  token: string
  draftId?: string
  wantsStored?: boolean
}

/** A client that sends exactly what a test says, and reads all that it is sent into a document. */
export class WireClient {
  readonly doc = new Y.Doc()
  readonly awareness = new awarenessProtocol.Awareness(this.doc)
  readonly transport = new FakeTransport()
  /** Numbers of message 64. */
  readonly stored: number[] = []
  readonly denials: string[] = []
  /** State vectors of the server's step 1 messages. */
  readonly asked: Map<number, number>[] = []
  isSynced = false
  #gate: Gate | null = null

  constructor() {
    // Says nothing by itself and needs no timer; it goes on taking in what the server says.
    this.awareness.destroy()
    this.transport.onMessage = (message) => this.#read(message)
    this.doc.getXmlFragment('default')
  }

  async connect(engine: CollabEngine, options: WireOptions): Promise<this> {
    const { token, draftId = '7', wantsStored = true } = options
    const visit = visitOf(token, { draftId, wantsStored })
    this.#gate = await engine.connect(this.transport, visit)
    return this
  }

  get end(): Refusal | 'terminated' | null {
    return this.transport.end
  }

  get text(): string {
    return this.doc.getXmlFragment('default').toString()
  }

  send(message: Uint8Array): void {
    this.#gate?.receive(message)
  }

  sendStep1(vector = Y.encodeStateVector(this.doc)): void {
    this.send(encodeSync(SYNC.step1, vector))
  }

  sendStep2(update: Uint8Array): void {
    this.send(encodeSync(SYNC.step2, update))
  }

  sendUpdate(update: Uint8Array): void {
    this.send(encodeSync(SYNC.update, update))
  }

  /** Changes the own document and sends the update of it. */
  edit(change: (doc: Y.Doc) => void): Uint8Array {
    let update: Uint8Array | null = null
    const keep = (made: Uint8Array) => (update = made)
    this.doc.on('update', keep)
    this.doc.transact(() => change(this.doc))
    this.doc.off('update', keep)
    if (!update) throw new Error('the edit changed nothing')
    this.sendUpdate(update)
    return update
  }

  announce(state: unknown, client = this.doc.clientID, clock = 1): void {
    const states = encoding.createEncoder()
    encoding.writeVarUint(states, 1)
    encoding.writeVarUint(states, client)
    encoding.writeVarUint(states, clock)
    encoding.writeVarString(states, JSON.stringify(state))
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
    this.send(encoding.toUint8Array(encoder))
  }

  alive(): void {
    this.#gate?.alive()
  }

  /** The network is gone; the engine notices. */
  drop(): void {
    this.#gate?.closed()
  }

  #read(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        return this.#readSync(decoder)
      case MESSAGE.awareness: {
        const update = decoding.readVarUint8Array(decoder)
        return awarenessProtocol.applyAwarenessUpdate(this.awareness, update, this)
      }
      case MESSAGE.auth:
        decoding.readVarUint(decoder)
        this.denials.push(decoding.readVarString(decoder))
        return
      case MESSAGE.stored:
        this.stored.push(decoding.readVarUint(decoder))
    }
  }

  #readSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (kind === syncProtocol.messageYjsSyncStep1) {
      this.asked.push(Y.decodeStateVector(payload))
      return
    }
    Y.applyUpdate(this.doc, payload, this)
    if (kind === syncProtocol.messageYjsSyncStep2) this.isSynced = true
  }
}
