import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Gate } from '#server/collab/gate.ts'
import { encodeSync, MESSAGE, SYNC } from '#server/collab/protocol.ts'
import { FakeTransport } from './wire-client.ts'

/** One letter, drawn once in a simulation. */
export type Letter = string

interface Connection {
  gate: Gate
  transport: FakeTransport
  /** What is on its way, in both directions. */
  toServer: Uint8Array[]
  toClient: Uint8Array[]
  /** Of each sync frame that was sent: the letters of this client that were there then. */
  frames: Letter[][]
  /** The number of the first frame that answered step 1. */
  wholeAt: number | null
}

/**
 * Does what y-websocket does, over queues instead of a network: the simulation decides when a
 * message arrives. Knows which of its letters it was told are stored.
 */
export class SimulatedClient {
  readonly name: string
  readonly token: string
  doc: Y.Doc
  connection: Connection | null = null
  /** Own letters that an acknowledgement covered, on any connection. */
  readonly acknowledged = new Set<Letter>()
  /** Letters of others that were seen in the document at any time. */
  readonly seen = new Set<Letter>()
  readonly written = new Set<Letter>()
  /** Of those, the ones typed into this document, not got back from the server. */
  readonly typedHere = new Set<Letter>()
  readonly ends: string[] = []

  /** `newId` draws client ids, so that a seed always does the same. */
  readonly #newId: () => number

  constructor(name: string, token: string, newId: () => number) {
    this.name = name
    this.token = token
    this.#newId = newId
    this.doc = this.#newDocument()
  }

  get letters(): Letter[] {
    return lettersOf(this.doc)
  }

  /** A new tab: what was not sent is gone with the old one. */
  startAfresh(): void {
    this.disconnect()
    this.typedHere.clear()
    this.doc = this.#newDocument()
  }

  async connect(engine: CollabEngine): Promise<void> {
    this.disconnect()
    const transport = new FakeTransport()
    const gate = await engine.connect(transport, {
      draftId: '7',
      credentials: {
        cookieHeader: null,
        authorization: `Bearer ${this.token}`,
        origin: null,
        host: null,
        remoteAddress: null,
      },
      wantsStored: true,
      schema: null,
      epoch: null,
    })
    if (!gate) {
      this.ends.push(String(transport.end))
      return
    }
    const connection: Connection = {
      gate,
      transport,
      toServer: [],
      toClient: [...transport.sent],
      frames: [],
      wholeAt: null,
    }
    transport.onMessage = (message) => connection.toClient.push(Uint8Array.from(message))
    transport.onEnd = () => {
      this.ends.push(String(transport.end))
      if (this.connection === connection) this.connection = null
    }
    this.connection = connection
    connection.toServer.push(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc)))
  }

  /** What is on its way is lost; the server may notice or, after a kill, not. */
  disconnect(isNoticed = true): void {
    const { connection } = this
    this.connection = null
    if (!connection) return
    connection.transport.onEnd = null
    connection.transport.onMessage = null
    if (isNoticed) connection.gate.closed()
  }

  deliverToServer(): boolean {
    const message = this.connection?.toServer.shift()
    if (message) this.connection?.gate.receive(message)
    return message !== undefined
  }

  deliverToClient(): boolean {
    const message = this.connection?.toClient.shift()
    if (message) this.#read(message)
    return message !== undefined
  }

  #newDocument(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#newId()
    doc.getXmlFragment('default')
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.connection) this.#send(encodeSync(SYNC.update, update))
    })
    return doc
  }

  #send(message: Uint8Array): void {
    const here = new Set(this.letters)
    this.connection!.frames.push([...this.written].filter((letter) => here.has(letter)))
    this.connection!.toServer.push(message)
  }

  #read(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.stored) return this.#acknowledge(decoding.readVarUint(decoder))
    if (kind !== MESSAGE.sync) return
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === SYNC.step1) {
      this.#send(encodeSync(SYNC.step2, Y.encodeStateAsUpdate(this.doc, payload)))
      this.connection!.wholeAt ??= this.connection!.frames.length
      return
    }
    Y.applyUpdate(this.doc, payload, this)
    for (const letter of this.letters) if (!this.written.has(letter)) this.seen.add(letter)
  }

  /** As the editor's "Saved": proves something only once step 2 is among what is stored (H4). */
  #acknowledge(count: number): void {
    const { frames, wholeAt } = this.connection!
    if (count > frames.length) throw new Error('more was acknowledged than was sent')
    if (wholeAt === null || count < wholeAt) return
    for (const letter of frames[count - 1]!) this.acknowledged.add(letter)
  }
}

export function lettersOf(doc: Y.Doc): Letter[] {
  const text = doc.getXmlFragment('default').toString()
  return text.match(/[\u4e00-\u9fff]/g) ?? []
}
