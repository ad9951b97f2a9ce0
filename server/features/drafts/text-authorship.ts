import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Authorship } from '#shared/editor/authorship.ts'

/**
 * Who wrote what, in few bytes: authors once, runs as their distance from the one before, their
 * length and their author. Distances, so that a run that did not change reads the same in the next
 * version and costs nothing there.
 */
export function encodeAuthorship({ authors, runs }: Authorship): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, authors.length)
  for (const { personId, agencyId } of authors) {
    encoding.writeVarString(encoder, personId ?? '')
    encoding.writeVarString(encoder, agencyId ?? '')
  }
  encoding.writeVarUint(encoder, runs.length)
  let end = 0
  for (const run of runs) {
    encoding.writeVarUint(encoder, run.from - end)
    encoding.writeVarUint(encoder, run.to - run.from)
    encoding.writeVarUint(encoder, run.author)
    end = run.to
  }
  return encoding.toUint8Array(encoder)
}

/** Throws on bytes that `encodeAuthorship` did not write. */
export function decodeAuthorship(bytes: Uint8Array): Authorship {
  const decoder = decoding.createDecoder(bytes)
  const authors = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    personId: decoding.readVarString(decoder) || null,
    agencyId: decoding.readVarString(decoder) || null,
  }))
  let end = 0
  const runs = Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const from = end + decoding.readVarUint(decoder)
    end = from + decoding.readVarUint(decoder)
    return { from, to: end, author: decoding.readVarUint(decoder) }
  })
  return { authors, runs }
}
