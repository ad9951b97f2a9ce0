import { fileTypeFromFile } from 'file-type'

/** Pictures that are re-encoded and shown inline; never SVG, which is a program. */
const rasters = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/** Types whose bytes do not tell, so that the sender's word is taken; none of them runs anything. */
const believed = new Set(['text/plain', 'text/csv', 'text/markdown'])

/** A browser is told no type that could run on our origin, whatever the headers beside it. */
const runs = /html|xml|svg|script|wasm|pdf\+|multipart/i

/** The type by the file's own bytes, else the sender's word for plain text, else just bytes. */
export async function mediaTypeOf(file: string, declared: string): Promise<string> {
  const found = await fileTypeFromFile(file).catch(() => undefined)
  if (found) return runs.test(found.mime) ? 'application/octet-stream' : found.mime
  const word = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  return believed.has(word) ? word : 'application/octet-stream'
}

export function isRaster(mediaType: string): boolean {
  return rasters.has(mediaType)
}
