import { createHash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Authorship } from '#shared/editor/authorship.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { decodeAuthorship, encodeAuthorship } from './text-authorship.ts'

/** A version's text: the document as canonical JSON (what its SHA-256 is over), and who wrote it. */
export interface VersionText {
  document: string
  authorship: Authorship
}

/** SHA-256 in hex, over a document's canonical JSON. */
export function fingerprint(document: string): string {
  return createHash('sha256').update(document).digest('hex')
}

/** A document as versions keep it: canonical JSON, as `readFragment` orders it, and its SHA-256. */
export function keptText(doc: DraftNode): { document: string; sha256: string } {
  const document = JSON.stringify(doc)
  return { document, sha256: fingerprint(document) }
}

/** A text as it is stored. `isKeyframe`: it can be read without another. */
export interface PackedText {
  bytes: Uint8Array
  isKeyframe: boolean
}

/** Bytes of an unpacked text, at most: far above what a draft of 16 MiB can become. */
const LONGEST = 256 * 1024 * 1024

/** The newest keyframe of a draft, and how many bytes the texts take that are read with it. */
export interface Keyframe {
  bytes: Uint8Array
  spent: number
}

/**
 * Packs a text with an earlier keyframe as the dictionary, so that a version costs what is new in
 * it, and each can be read from two blobs at most.
 */
export function packText(text: VersionText, keyframe: Keyframe | null): PackedText {
  const content = contentOf(text)
  const dictionary = keyframe && decompressed(keyframe.bytes)
  if (keyframe && dictionary) {
    const bytes = compress(content, dictionary)
    // Differences grow with time; they are cheapest when in sum they take as much as a keyframe.
    const { length } = keyframe.bytes
    const isWorth = keyframe.spent + bytes.length <= length && bytes.length <= length / 2
    if (isWorth) return { bytes, isKeyframe: false }
  }
  return { bytes: compress(content, null), isKeyframe: true }
}

/** A keyframe that was damaged must not keep later versions from being kept. */
function decompressed(keyframe: Uint8Array): Buffer | null {
  try {
    return decompress(keyframe, null)
  } catch {
    return null
  }
}

/** Throws when bytes or keyframe are not those that were written. */
export function unpackText(bytes: Uint8Array, keyframe: Uint8Array | null): VersionText {
  const content = decompress(bytes, keyframe && decompress(keyframe, null))
  const length = content.readUInt32LE(0)
  return {
    document: content.toString('utf8', 4, 4 + length),
    authorship: decodeAuthorship(content.subarray(4 + length)),
  }
}

/** Length of the document's JSON in bytes (32 bits, little-endian), the JSON, the authorship. */
function contentOf({ document, authorship }: VersionText): Buffer {
  const json = Buffer.from(document)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(json.length)
  return Buffer.concat([length, json, encodeAuthorship(authorship)])
}

function compress(content: Buffer, dictionary: Buffer | null): Buffer {
  const span = content.length + (dictionary?.length ?? 0)
  return zstdCompressSync(content, {
    ...(dictionary && { dictionary }),
    params: {
      [constants.ZSTD_c_compressionLevel]: 9,
      [constants.ZSTD_c_checksumFlag]: 1,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
      // The window must reach back over the whole dictionary; 27 is what every reader takes.
      [constants.ZSTD_c_windowLog]: Math.min(27, Math.max(17, Math.ceil(Math.log2(span + 1)))),
    },
  })
}

function decompress(bytes: Uint8Array, dictionary: Buffer | null): Buffer {
  return zstdDecompressSync(bytes, { ...(dictionary && { dictionary }), maxOutputLength: LONGEST })
}
