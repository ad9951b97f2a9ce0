import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Gate } from '#server/collab/gate.ts'
import { encodeAwareness, encodeSync, MESSAGE, SYNC } from '#server/collab/protocol.ts'
import { lettersIn } from './simulation-ledger.ts'
import type { StructKey, Ledger } from './simulation-ledger.ts'
import { visitOf } from './visit.ts'
import { FakeTransport } from './wire-client.ts'

interface Connection {
  gate: Gate
  transport: FakeTransport
  /** What is on its way, in both directions. */
  toServer: Uint8Array[]
  /** `end`: the server has closed, and nothing comes after it. */
  toClient: (Uint8Array | 'end')[]
  /** Of each sync frame that was sent: how much had been typed and deleted here by then. */
  frames: { typed: number; deleted: number }[]
  /** The number of the first frame that answered step 1. */
  wholeAt: number | null
}

/** Looks at what the server sends at the moment at which it sends it. */
type Onlooker = (client: SimulatedClient, message: Uint8Array) => void

/** What arrives of a message; itself alone unless a fault is planted. */
type Passage = (message: Uint8Array, client: SimulatedClient) => Uint8Array[]

/**
 * Does what y-websocket does, over queues instead of a network: the simulation decides when a
 * message arrives. Knows which of its letters it was told are stored.
 */
export class SimulatedClient {
  readonly name: string
  readonly token: string
  doc: Y.Doc
  connection: Connection | null = null
  /** In this document, in order; not what came from the server. */
  typed: StructKey[] = []
  deleted: StructKey[] = []
  /** What was covered by an acknowledgement, on any connection and in any document. */
  readonly acknowledged = new Set<StructKey>()
  readonly acknowledgedDeletions = new Set<StructKey>()
  /** Letters of others that the document showed at any time. */
  readonly seen = new Set<StructKey>()
  readonly ends: string[] = []
  onSent: Onlooker = () => undefined
  passToServer: Passage = (message) => [message]
  passToClient: Passage = (message) => [message]
  /** Whether the log has a struct, or names its deletion. */
  isKnownToLog: (key: StructKey, what: 'text' | 'deletion') => boolean = () => false
  /** Updates of an edit, until it is written down what it was. */
  #held: Uint8Array[] | null = null
  /** By this document's own edits. */
  #deletedBlocks: StructKey[] = []
  readonly #ledger: Ledger
  /** Draws client ids, so that a list of actions always does the same. */
  readonly #newId: () => number

  constructor(name: string, token: string, ledger: Ledger, newId: () => number) {
    this.name = name
    this.token = token
    this.#ledger = ledger
    this.#newId = newId
    this.doc = this.#newDocument()
  }

  get fragment(): Y.XmlFragment {
    return this.doc.getXmlFragment('default')
  }

  edit(change: (fragment: Y.XmlFragment) => void): void {
    const held: Uint8Array[] = []
    this.#held = held
    const edited = this.#ledger.record(this.token, this.doc, () => change(this.fragment))
    this.#held = null
    this.typed.push(...edited.typed)
    this.deleted.push(...edited.deleted)
    this.#deletedBlocks.push(...edited.deletedBlocks)
    for (const update of held) this.sendUpdate(update)
  }

  /** A new tab: what was not sent is gone with the old one. */
  startAfresh(): void {
    this.disconnect()
    this.typed = []
    this.deleted = []
    this.#deletedBlocks = []
    this.doc = this.#newDocument()
  }

  async connect(engine: CollabEngine): Promise<void> {
    this.disconnect()
    const transport = new FakeTransport()
    const gate = await engine.connect(transport, visitOf(this.token))
    if (!gate) {
      this.ends.push(String(transport.end))
      return
    }
    const connection: Connection = {
      gate,
      transport,
      toServer: [],
      toClient: transport.sent.flatMap((message) => this.passToClient(message, this)),
      frames: [],
      wholeAt: null,
    }
    transport.onMessage = (message) => {
      this.onSent(this, message)
      connection.toClient.push(...this.passToClient(Uint8Array.from(message), this))
    }
    transport.onEnd = () => connection.toClient.push('end')
    if (transport.end) transport.onEnd()
    this.connection = connection
    const awareness = [{ client: this.doc.clientID, clock: 1, json: '{}' }]
    connection.toServer.push(
      encodeSync(SYNC.step1, Y.encodeStateVector(this.doc)),
      encodeAwareness(awareness),
    )
  }

  /** What is on its way is lost; the server may notice or not. */
  disconnect(isNoticed = true): void {
    const { connection } = this
    this.connection = null
    if (!connection) return
    connection.transport.onEnd = null
    connection.transport.onMessage = null
    if (isNoticed) connection.gate.closed()
  }

  hasWaiting(way: 'toServer' | 'toClient'): boolean {
    return (this.connection?.[way].length ?? 0) > 0
  }

  /** So many messages arrive, if there are as many. Answers how many did. */
  deliver(way: 'toServer' | 'toClient', messages: number): number {
    let delivered = 0
    while (delivered < messages && this.connection && this.connection[way].length > 0) {
      if (way === 'toServer') this.#arriveAtServer(this.connection)
      else this.#arrive(this.connection)
      delivered++
    }
    return delivered
  }

  #arriveAtServer({ gate, toServer }: Connection): void {
    for (const message of this.passToServer(toServer.shift()!, this)) gate.receive(message)
  }

  #arrive(connection: Connection): void {
    const message = connection.toClient.shift()!
    if (message !== 'end') return this.#read(connection, message)
    this.ends.push(String(connection.transport.end))
    this.connection = null
  }

  /** Sends a frame as it is. */
  sendUpdate(update: Uint8Array): void {
    if (this.connection) this.#send(this.connection, SYNC.update, update)
  }

  #newDocument(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#newId()
    doc.getXmlFragment('default')
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      if (this.#held) this.#held.push(update)
      // Yjs tidies formatting away after what came from others, and says so as if one had done it.
      else this.sendUpdate(update)
    })
    return doc
  }

  #send({ frames, toServer }: Connection, kind: number, update: Uint8Array): void {
    frames.push({ typed: this.typed.length, deleted: this.deleted.length })
    toServer.push(encodeSync(kind, update))
  }

  #read(connection: Connection, message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.stored) return this.#acknowledge(decoding.readVarUint(decoder))
    if (kind !== MESSAGE.sync) return
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step === SYNC.step1) {
      const unsaid = this.typed.filter((key) => !this.isKnownToLog(key, 'text'))
      const blocks = this.#deletedBlocks.filter((key) => !this.isKnownToLog(key, 'deletion'))
      this.#ledger.noteVanished(this.token, this.doc, unsaid, blocks)
      this.#send(connection, SYNC.step2, Y.encodeStateAsUpdate(this.doc, payload))
      connection.wholeAt ??= connection.frames.length
      return
    }
    Y.applyUpdate(this.doc, payload, this)
    const own = `${this.doc.clientID}:`
    for (const key of lettersIn(this.doc).keys()) if (!key.startsWith(own)) this.seen.add(key)
  }

  #acknowledge(count: number): void {
    const covered = this.coveredBy(count)
    for (const key of covered?.typed ?? []) {
      // What was gone from the screen before it could be sent is not what "Saved" speaks of.
      if (!this.#ledger.copies.get(key)?.vanishedWith.has(this.token)) this.acknowledged.add(key)
    }
    for (const key of covered?.deleted ?? []) this.acknowledgedDeletions.add(key)
  }

  /**
   * What "the first `count` frames" proves stored: nothing unless step 2 is among them (H4). null
   * when fewer were sent.
   */
  coveredBy(count: number): { typed: StructKey[]; deleted: StructKey[] } | null {
    const { frames, wholeAt } = this.connection!
    const frame = frames[count - 1]
    if (!frame) return null
    if (wholeAt === null || count < wholeAt) return { typed: [], deleted: [] }
    return {
      typed: this.typed.slice(0, frame.typed),
      deleted: this.deleted.slice(0, frame.deleted),
    }
  }
}
