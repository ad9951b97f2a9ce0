import { FrameRefused } from '../refusals.ts'
import type { StrictReader } from './strict-reader.ts'

/**
 * The content kinds of an item (Yjs, readItemContent). Only what tiptap writes through y-tiptap is
 * admitted: no sub-documents, no binary, no embeds, no types but XmlElement and XmlText (H2, H3).
 */
export const DELETED = 1
const JSON_VALUES = 2
const STRING = 4
const FORMAT = 6
const TYPE = 7
const ANY_VALUES = 8

const XML_ELEMENT = 3
const XML_TEXT = 6

const MAX_NAME_BYTES = 256
const MAX_JSON_BYTES = 64 * 1024
const MAX_DEPTH = 32

/** Where the item says that it stands, as far as it says so; later items inherit. */
export interface StatedPlace {
  /** The item names its parent itself (Yjs: neither origin nor right origin). */
  isExplicit: boolean
  isRoot: boolean
  /** It is the value of an attribute. */
  isAttribute: boolean
}

/** Skips an item's content and answers its length in clocks. Refuses what no draft may hold. */
export function scanContent(reader: StrictReader, kind: number, place: StatedPlace): number {
  switch (kind) {
    case DELETED:
      return reader.varUint()
    case STRING:
      if (place.isExplicit && (place.isAttribute || place.isRoot)) break
      return reader.stringLength()
    case FORMAT:
      if (place.isExplicit && (place.isAttribute || place.isRoot)) break
      reader.string(MAX_NAME_BYTES)
      scanJson(reader.string(MAX_JSON_BYTES))
      return 1
    case TYPE:
      if (place.isExplicit && place.isAttribute) break
      scanType(reader)
      return 1
    case JSON_VALUES:
      if (place.isExplicit && !place.isAttribute) break
      return scanValues(reader, scanJsonValue)
    case ANY_VALUES:
      if (place.isExplicit && !place.isAttribute) break
      return scanValues(reader, scanAny)
  }
  throw new FrameRefused('content')
}

function scanValues(reader: StrictReader, scanOne: (reader: StrictReader) => void): number {
  const count = reader.varUint()
  for (let i = 0; i < count; i++) scanOne(reader)
  return count
}

function scanType(reader: StrictReader): void {
  const kind = reader.varUint()
  if (kind === XML_TEXT) return
  if (kind !== XML_ELEMENT) throw new FrameRefused('content')
  if (reader.string(MAX_NAME_BYTES).length === 0) throw new FrameRefused('content')
}

function scanJsonValue(reader: StrictReader): void {
  const text = reader.string(MAX_JSON_BYTES)
  if (text !== 'undefined') scanJson(text)
}

/** Yjs parses it with JSON.parse wherever the update is read: what throws there is refused here. */
function scanJson(text: string): void {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new FrameRefused('malformed')
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new FrameRefused('content')
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  return Object.values(value).some((inner) => isDeeperThan(inner, depth - 1))
}

/** lib0's readAny. Big integers and bytes are not JSON and would break every export. */
function scanAny(reader: StrictReader, depth = 0): void {
  if (depth > MAX_DEPTH) throw new FrameRefused('content')
  switch (reader.byte()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      return reader.skipVarInt()
    case 124:
      return reader.skip(4)
    case 123:
      return reader.skip(8)
    case 119:
      reader.stringLength()
      return
    case 118:
      for (let left = reader.varUint(); left > 0; left--) {
        if (reader.string(MAX_NAME_BYTES) === '__proto__') throw new FrameRefused('content')
        scanAny(reader, depth + 1)
      }
      return
    case 117:
      for (let left = reader.varUint(); left > 0; left--) scanAny(reader, depth + 1)
      return
    default:
      throw new FrameRefused('content')
  }
}
