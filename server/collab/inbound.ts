import { StrictReader } from './admission/strict-reader.ts'
import { decodeVector, MESSAGE, SYNC } from './protocol.ts'
import { FrameRefused } from './refusals.ts'

export interface AnnouncedState {
  client: number
  /** Parsed; null: it left; undefined: longer than `MAX_STATE`. */
  state: unknown
}

export type Inbound =
  | { kind: 'step1'; vector: Map<number, number> }
  | { kind: 'change'; update: Uint8Array; isStep2: boolean }
  | { kind: 'presence'; states: AnnouncedState[] }
  | { kind: 'whoIsHere' }
  | { kind: 'unknown' }

const MAX_STATES = 4096
const MAX_STATE = 4 * 1024
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads one message of a client. Throws FrameRefused('malformed'). States of other ids than
 * `ownId` are skipped unread once the connection has one: stock clients echo them all.
 */
export function readInbound(message: Uint8Array, ownId: number | null): Inbound {
  const reader = new StrictReader(message)
  switch (reader.varUint()) {
    case MESSAGE.sync:
      return readSync(reader)
    case MESSAGE.awareness:
      return { kind: 'presence', states: readStates(end(reader, reader.varBytes()), ownId) }
    case MESSAGE.queryAwareness:
      return { kind: 'whoIsHere' }
    default:
      return { kind: 'unknown' }
  }
}

function readSync(reader: StrictReader): Inbound {
  const kind = reader.varUint()
  const payload = end(reader, reader.varBytes())
  switch (kind) {
    case SYNC.step1:
      return { kind: 'step1', vector: decodeVector(payload) }
    case SYNC.step2:
    case SYNC.update:
      return { kind: 'change', update: payload, isStep2: kind === SYNC.step2 }
    default:
      throw new FrameRefused('malformed')
  }
}

function end(reader: StrictReader, payload: Uint8Array): Uint8Array {
  if (!reader.isAtEnd) throw new FrameRefused('malformed')
  return payload
}

function readStates(payload: Uint8Array, ownId: number | null): AnnouncedState[] {
  const reader = new StrictReader(payload)
  const states: AnnouncedState[] = []
  const count = reader.varUint()
  if (count > MAX_STATES) throw new FrameRefused('malformed')
  for (let i = 0; i < count; i++) {
    const client = reader.varUint()
    reader.varUint() // The client's own clock; ours are made here (H22).
    const json = reader.varBytes()
    if (ownId === null || client === ownId) states.push({ client, state: parseState(json) })
  }
  if (!reader.isAtEnd) throw new FrameRefused('malformed')
  return states
}

function parseState(json: Uint8Array): unknown {
  if (json.length > MAX_STATE) return undefined
  try {
    return JSON.parse(strictUtf8.decode(json))
  } catch {
    throw new FrameRefused('malformed')
  }
}
