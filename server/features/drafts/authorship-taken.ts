import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { TakenText } from '#shared/editor/moved-text.ts'

/** What people took out of a draft last; null for nothing. */
export function encodeTaken(taken: readonly TakenText[]): Uint8Array | null {
  if (taken.length === 0) return null
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, taken.length)
  for (const { by, change, text, spans, gone } of taken) {
    encoding.writeVarString(encoder, by)
    encoding.writeVarUint(encoder, change)
    // Not as UTF-8, in which half a pair of surrogates would become another character.
    encoding.writeVarUint8Array(encoder, Buffer.from(text, 'utf16le'))
    encoding.writeVarUint(encoder, spans.length)
    for (const { client, clock, length } of spans)
      for (const number of [client, clock, length]) encoding.writeVarUint(encoder, number)
    const ids = gone ? [gone.client, gone.clock] : []
    for (const number of [ids.length, ...ids]) encoding.writeVarUint(encoder, number)
  }
  return new Uint8Array(deflateRawSync(encoding.toUint8Array(encoder)))
}

/** Throws when the bytes are not what `encodeTaken` wrote. */
export function decodeTaken(bytes: Uint8Array | null): TakenText[] {
  if (bytes === null) return []
  const decoder = decoding.createDecoder(inflateRawSync(bytes))
  const count = decoding.readVarUint(decoder)
  return Array.from({ length: count }, () => ({
    by: decoding.readVarString(decoder),
    change: decoding.readVarUint(decoder),
    text: Buffer.from(decoding.readVarUint8Array(decoder)).toString('utf16le'),
    spans: Array.from({ length: decoding.readVarUint(decoder) }, () => ({
      client: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      length: decoding.readVarUint(decoder),
    })),
    gone:
      decoding.readVarUint(decoder) === 0
        ? null
        : { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) },
  }))
}
