import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

/** A WebSocket whose other end is this test: it opens, answers and closes when told to. */
export class FakeSocket {
  static readonly all: FakeSocket[] = []
  static latest(): FakeSocket {
    const socket = FakeSocket.all.at(-1)
    if (socket === undefined) throw new Error('nothing has connected yet')
    return socket
  }

  readonly OPEN = 1
  readyState = 0
  binaryType = 'blob'
  onopen: (() => void) | null = null
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
  onclose: ((event: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  readonly sent: Uint8Array[] = []
  readonly url: string
  readonly protocols: string[]

  constructor(url: string, protocols: string[]) {
    this.url = url
    this.protocols = protocols
    FakeSocket.all.push(this)
  }

  send(message: Uint8Array): void {
    this.sent.push(message)
  }

  close(): void {
    this.readyState = 3
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }

  refuse(code: number, reason: string): void {
    this.readyState = 3
    this.onclose?.({ code, reason })
  }

  receive(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder()
    write(encoder)
    const bytes = encoding.toUint8Array(encoder)
    this.onmessage?.({ data: bytes.slice().buffer })
  }

  /** The server's question: what have you that I have not? */
  step1(known = new Y.Doc()): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, 0)
      syncProtocol.writeSyncStep1(encoder, known)
    })
  }

  /** The server's answer: the stored text. */
  step2(stored: Y.Doc): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, 0)
      syncProtocol.writeSyncStep2(encoder, stored)
    })
  }

  stored(count: number): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, 64)
      encoding.writeVarUint(encoder, count)
    })
  }

  deny(reason: string): void {
    this.receive((encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, reason)
    })
  }

  /** What was sent, by kind: `step1`, `step2`, `update`, `awareness`. */
  kinds(): string[] {
    return this.sent.map((message) => {
      const decoder = decoding.createDecoder(message)
      const kind = decoding.readVarUint(decoder)
      if (kind === 1) return 'awareness'
      return ['step1', 'step2', 'update'][decoding.readVarUint(decoder)] ?? 'unknown'
    })
  }

  get syncFrames(): number {
    return this.kinds().filter((kind) => kind === 'step2' || kind === 'update').length
  }
}

export const fakeWebSocket = FakeSocket as unknown as typeof WebSocket
