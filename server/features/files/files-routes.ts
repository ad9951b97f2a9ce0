import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import { type Routes, sent } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { files } from '#shared/contracts/files.ts'
import { PlenaryError } from '#shared/errors.ts'
import { Blobs } from './blobs.ts'
import { attachmentHeader } from './file-name.ts'
import { fileCommands } from './files-service.ts'
import { findFile } from './files-store.ts'
import { Pictures } from './pictures.ts'

/** Nothing that comes from a stranger may run here, be read by another origin, or be shared (H23). */
const guarded = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-cache',
}

/** Loaded with the first upload: the parser and the type detector are idle memory before. */
const receiving = () => import('./take-in.ts')

export function bindFiles(routes: Routes, services: Services): void {
  const { storage } = services
  const blobs = new Blobs(services.config.dataDir)
  const pictures = new Pictures()

  async function fileOf(id: string) {
    const row = await findFile(storage.db, id)
    if (!row) throw new PlenaryError('not_found')
    return row
  }

  routes.on(files.upload, async (call) => {
    const { takeIn } = await receiving()
    const taken = await takeIn(call.request, blobs, pictures)
    const upload = { caller: call.caller, spaceId: call.params.spaceId, ...taken }
    return storage.exec(fileCommands.addFile, upload, { key: call.key })
  })

  routes.on(files.download, async (call) => {
    const row = await fileOf(call.params.fileId)
    call.response.set({
      ...guarded,
      'Content-Type': row.media_type,
      'Content-Disposition': attachmentHeader(row.name),
    })
    await sendFile(call.request, call.response, row.id, blobs.original(row.sha256))
    return sent
  })

  routes.on(files.picture, async (call) => {
    const row = await fileOf(call.params.fileId)
    if (row.width === null) throw new PlenaryError('not_found')
    const picture = blobs.picture(row.sha256)
    if (!(await blobs.has(picture))) {
      // A restored installation has the originals; pictures are made from them again.
      const { makePicture } = await receiving()
      await makePicture(blobs.original(row.sha256), row.sha256, blobs, pictures)
    }
    call.response.set({ ...guarded, 'Content-Type': 'image/webp', 'Content-Disposition': 'inline' })
    await sendFile(call.request, call.response, `${row.id}-picture`, picture)
    return sent
  })
}

/** A file's bytes never change under its id, so the id is its validator; its hash is never told. */
async function sendFile(
  request: Request,
  response: Response,
  validator: string,
  file: string,
): Promise<void> {
  const { size } = await stat(file)
  response.set('ETag', `"${validator}"`)
  if (request.fresh) return void response.status(304).end()
  response.set('Content-Length', String(size))
  if (request.method === 'HEAD') return void response.end()
  try {
    await pipeline(createReadStream(file), response)
  } catch (error) {
    // The reader went away; there is nobody left to answer.
    if (!response.destroyed) throw error
  }
}
