import { z } from 'zod'
import { contract, endpoint, id, instant } from './contract.ts'

export const attachedFile = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  /** A raster picture, re-encoded on the server, that may be shown inline. */
  isImage: z.boolean(),
  width: z.int().nullable(),
  height: z.int().nullable(),
})
export type AttachedFile = z.output<typeof attachedFile>

export const files = contract('files', {
  upload: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/files',
    summary:
      'Upload one file (multipart field `file`, at most 50 MB) to attach to a post or a draft',
    permission: { action: 'file.upload', on: 'space', param: 'spaceId' },
    scope: 'post',
    params: z.object({ spaceId: id }),
    multipart: true,
    response: attachedFile.extend({ createdAt: instant }),
  }),
  download: endpoint({
    method: 'GET',
    path: '/api/files/:fileId',
    summary: 'The file’s bytes, as an attachment; rights are checked at each request',
    permission: { action: 'file.read', on: 'file', param: 'fileId' },
    scope: 'read',
    params: z.object({ fileId: id }),
  }),
  picture: endpoint({
    method: 'GET',
    path: '/api/files/:fileId/picture',
    summary: 'A raster picture, re-encoded, to show inline',
    permission: { action: 'file.read', on: 'file', param: 'fileId' },
    scope: 'read',
    params: z.object({ fileId: id }),
  }),
})
