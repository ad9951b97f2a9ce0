import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { encodeSync, MESSAGE, SUBPROTOCOL, SYNC } from '#server/collab/protocol.ts'

/** Milliseconds before it tries again. */
const PAUSE = 60

/**
 * Does what y-websocket does over a real socket, and counts: after each acknowledgement it knows
 * which of its edits are stored, as the editor's "Saved" does.
 */
export class CountingClient {
  readonly doc = new Y.Doc()
  /** Edits that were made here, by number; and how many of them were acknowledged. */
  edits = 0
  acknowledged = 0
  closings = 0
  /** Nothing was sent that is not acknowledged, and step 1 was answered. */
  isSaved = false
  readonly #url: string
  readonly #token: string
  #socket: WebSocket | null = null
  /** Of each frame of this connection: how many edits had been made. */
  #frames: number[] = []
  #wholeAt: number | null = null
  #timer: NodeJS.Timeout | undefined
  #isDestroyed = false

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
    this.doc.getXmlFragment('default')
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#send(SYNC.update, update)
    })
    this.#connect()
  }

  get isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  edit(change: () => void): void {
    this.edits++
    this.doc.transact(change)
  }

  destroy(): void {
    this.#isDestroyed = true
    clearTimeout(this.#timer)
    this.#socket?.terminate()
    this.doc.destroy()
  }

  #connect(): void {
    const headers = { authorization: `Bearer ${this.#token}` }
    const socket = new WebSocket(this.#url, [SUBPROTOCOL], { headers })
    this.#socket = socket
    this.#frames = []
    this.#wholeAt = null
    this.isSaved = false
    socket.binaryType = 'arraybuffer'
    socket.on('open', () => socket.send(encodeSync(SYNC.step1, Y.encodeStateVector(this.doc))))
    socket.on('message', (data) => this.#read(new Uint8Array(data as ArrayBuffer)))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closings++
      this.isSaved = false
      if (!this.#isDestroyed) this.#timer = setTimeout(() => this.#connect(), PAUSE)
    })
  }

  #send(kind: number, update: Uint8Array): void {
    this.isSaved = false
    if (!this.isConnected) return
    this.#frames.push(this.edits)
    this.#socket!.send(encodeSync(kind, update))
  }

  #read(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    if (kind === MESSAGE.stored) return this.#stored(decoding.readVarUint(decoder))
    if (kind !== MESSAGE.sync) return
    const step = decoding.readVarUint(decoder)
    const payload = decoding.readVarUint8Array(decoder)
    if (step !== SYNC.step1) return Y.applyUpdate(this.doc, payload, this)
    this.#send(SYNC.step2, Y.encodeStateAsUpdate(this.doc, payload))
    this.#wholeAt ??= this.#frames.length
  }

  #stored(count: number): void {
    if (this.#wholeAt === null || count < this.#wholeAt) return
    this.acknowledged = Math.max(this.acknowledged, this.#frames[count - 1]!)
    this.isSaved = count === this.#frames.length
  }
}
