import * as encoding from 'lib0/encoding'
import { StrictReader } from './admission/strict-reader.ts'
import { FrameRefused } from './refusals.ts'

/** The y-websocket protocol and its one extension (docs/spec/collab.md, C0). */
export const MESSAGE = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, stored: 64 } as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

/** The WebSocket subprotocol by which a client asks for acknowledgements. */
export const SUBPROTOCOL = 'plenary.v1'

const MAX_VECTOR_ENTRIES = 100_000

export function encodeSync(kind: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
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
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, entries.length)
  for (const { client, clock, json } of entries) {
    encoding.writeVarUint(states, client)
    encoding.writeVarUint(states, clock)
    encoding.writeVarString(states, json)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
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
