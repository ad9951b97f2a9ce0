import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Blobs } from './blobs.ts'
import { cleanFileName } from './file-name.ts'
import type { Upload } from './files-service.ts'
import { isRaster, mediaTypeOf } from './media-kind.ts'
import type { Pictures } from './pictures.ts'
import { receiveUpload } from './receive-upload.ts'

type TakenIn = Omit<Upload, 'caller' | 'spaceId'>

/**
 * Takes an upload's bytes in: received always, even where the same are here already (H23: "hash
 * known, skip the upload" hands out others' files), and on the disk when this resolves.
 */
export async function takeIn(
  body: Readable & { headers: IncomingHttpHeaders },
  blobs: Blobs,
  pictures: Pictures,
): Promise<TakenIn> {
  const temporary = blobs.temporary()
  try {
    const received = await receiveUpload(body, temporary)
    const mediaType = await mediaTypeOf(temporary, received.declaredType)
    const picture = isRaster(mediaType)
      ? await makePicture(temporary, received.sha256, blobs, pictures)
      : null
    await blobs.keep(temporary, blobs.original(received.sha256))
    const { sha256, size } = received
    return { name: cleanFileName(received.name), mediaType, size, sha256, picture }
  } finally {
    await blobs.discard(temporary)
  }
}

/** Writes the picture to show inline; null where the file cannot be decoded within the limits. */
export async function makePicture(
  source: string,
  sha256: string,
  blobs: Blobs,
  pictures: Pictures,
): Promise<TakenIn['picture']> {
  const target = blobs.temporary()
  try {
    const size = await pictures.reencode(source, target)
    if (size) await blobs.keep(target, blobs.picture(sha256))
    return size
  } finally {
    await blobs.discard(target)
  }
}
