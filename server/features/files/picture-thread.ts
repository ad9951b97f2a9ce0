import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'

/** Main thread → here. */
export interface PictureRequest {
  id: number
  source: string
  target: string
}

/** Here → main thread; null where the file is no picture that can be decoded within the limits. */
export interface PictureAnswer {
  id: number
  size: { width: number; height: number } | null
}

const longestSide = 2048
/** 50 megapixels: past any camera in use, far below a 50,000 × 50,000 bomb (H23). */
const limitInputPixels = 50_000_000

sharp.cache(false)
sharp.concurrency(1)

const port = parentPort
if (!port) throw new Error('picture-thread.ts runs as a worker only')

/** Decoded and written anew: EXIF, other metadata and whatever hid behind the pixels are gone. */
async function reencode(request: PictureRequest): Promise<PictureAnswer['size']> {
  const { width, height } = await sharp(request.source, { limitInputPixels, failOn: 'error' })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 84 })
    .toFile(request.target)
  return { width, height }
}

port.on('message', (request: PictureRequest) => {
  reencode(request).then(
    (size) => port.postMessage({ id: request.id, size } satisfies PictureAnswer),
    () => port.postMessage({ id: request.id, size: null } satisfies PictureAnswer),
  )
})
