import * as encoding from 'lib0/encoding'
import { StrictReader } from './admission/strict-reader.ts'
import { FrameRefused } from './refusals.ts'

/** The y-websocket protocol and its one extension (docs/spec/collab.md, C0). */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, stored: 64 } as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** The WebSocket subprotocol by which a client asks for acknowledgements. */
export const SUBPROTOCOL = 'plenary.v1'

const MAX_VECTOR_ENTRIES = 100_000

/** In one piece of its exact size: a payload may be a whole draft. */
export function encodeSync(kind: number, payload: Uint8Array): Uint8Array {
  const length = varUint(payload.length)
  const message = new Uint8Array(2 + length.length + payload.length)
  message.set([MESSAGE.sync, kind])
  message.set(length, 2)
  message.set(payload, 2 + length.length)
  return message
}

/** The first `count` sync frames of this connection are durable. */
export function encodeStored(count: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.stored)
  encoding.writeVarUint(encoder, count)
  return encoding.toUint8Array(encoder)
}

export function encodeDenied(reason: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.auth)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, reason)
  return encoding.toUint8Array(encoder)
}

export interface AwarenessEntry {
  client: number
  clock: number
  /** JSON, `null` when the client left. */
  json: string
}

export function encodeAwareness(entries: AwarenessEntry[]): Uint8Array {
  return joinAwareness(entries.map(encodeAwarenessEntry))
}

/** One state, to be put into messages for several receivers. */
export function encodeAwarenessEntry({ client, clock, json }: AwarenessEntry): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  encoding.writeVarString(encoder, json)
  return encoding.toUint8Array(encoder)
}

export function joinAwareness(entries: readonly Uint8Array[]): Uint8Array {
  const count = varUint(entries.length)
  const length = entries.reduce((sum, entry) => sum + entry.length, count.length)
  return Buffer.concat([varUint(MESSAGE.awareness), varUint(length), count, ...entries])
}

function varUint(value: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, value)
  return encoding.toUint8Array(encoder)
}

/** Throws FrameRefused('malformed'). */
export function decodeVector(bytes: Uint8Array): Map<number, number> {
  const reader = new StrictReader(bytes)
  const vector = new Map<number, number>()
  const count = reader.varUint()
  if (count > MAX_VECTOR_ENTRIES) throw new FrameRefused('malformed')
  for (let i = 0; i < count; i++) vector.set(reader.varUint(), reader.varUint())
  if (!reader.isAtEnd) throw new FrameRefused('malformed')
  return vector
}
