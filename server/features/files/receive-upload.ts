import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'
import { PlenaryError } from '#shared/errors.ts'

export const largestFile = 50 * 1024 * 1024

export interface Received {
  /** As the sender named it; clean it before use. */
  name: string
  declaredType: string
  /** Bytes. */
  size: number
  sha256: string
}

/**
 * Receives the one file of a multipart body, in the field `file`, into `target`, hashing on the
 * way. Throws `too_large` past 50 MB, `unsupported_media` for another kind of body, `invalid` for a
 * body without a file or cut off; `target` may then hold a part.
 */
export async function receiveUpload(
  body: Readable & { headers: IncomingHttpHeaders },
  target: string,
): Promise<Received> {
  const parser = newParser(body)
  let storing: Promise<Received> | undefined
  parser.on('file', (field, stream, info) => {
    if (field !== 'file' || storing) return void stream.resume()
    storing = store(stream, target, { name: info.filename ?? '', declaredType: info.mimeType })
    storing.catch((error: Error) => parser.destroy(error))
  })
  const isWhole = await parsed(body, parser)
  const received = await storing?.catch((error: unknown) => refused(error))
  if (isWhole && received) return received
  throw new PlenaryError(
    'invalid',
    isWhole
      ? 'The body has no file in the field "file".'
      : 'The upload was cut off, or is not well-formed.',
  )
}

/** A full or broken disk is a fault of ours; a stream that ended early is the sender's. */
function refused(error: unknown): undefined {
  if (error instanceof PlenaryError) throw error
  if (typeof (error as NodeJS.ErrnoException).errno === 'number') throw error
  return undefined
}

/** Whether the body was read to a proper end. The rest of a refused one is drained, to be answered. */
async function parsed(body: Readable, parser: busboy.Busboy): Promise<boolean> {
  const isWhole = await new Promise<boolean>((resolve) => {
    parser.once('finish', () => resolve(true))
    parser.once('error', () => resolve(false))
    body.once('error', () => resolve(false))
    body.once('close', () => body.readableEnded || resolve(false))
    body.pipe(parser)
  })
  body.unpipe(parser)
  if (!isWhole) parser.destroy()
  body.resume()
  return isWhole
}

function newParser(body: Readable & { headers: IncomingHttpHeaders }): busboy.Busboy {
  const { headers } = body
  if (Number(headers['content-length'] ?? 0) > largestFile + 100_000) {
    body.resume()
    throw tooLarge()
  }
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 5, fieldSize: 1000, parts: 10, fileSize: largestFile + 1 },
    })
  } catch {
    throw new PlenaryError('unsupported_media', 'An upload is multipart/form-data.')
  }
}

async function store(
  stream: Readable,
  target: string,
  info: { name: string; declaredType: string },
): Promise<Received> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(
    stream,
    async function* measured(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(target, { mode: 0o600, flags: 'wx' }),
  )
  if (size > largestFile) throw tooLarge()
  return { ...info, size, sha256: hash.digest('hex') }
}

function tooLarge(): PlenaryError {
  return new PlenaryError('too_large', 'A file may be 50 MB at most.')
}
