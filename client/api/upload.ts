import type { CallInput, Endpoint, ResponseOf } from '#shared/contracts/contract.ts'
import { ApiError, problemOf } from './api-error.ts'
import { addressOf } from './call.ts'

export interface UploadOptions {
  /** From 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/** Sends one file in the multipart field `file`. XMLHttpRequest, because fetch cannot tell how much
 * has gone out. Throws ApiError; an abort rejects with the signal's reason. */
export function upload<E extends Endpoint>(
  endpoint: E,
  input: Pick<CallInput<E>, 'params'>,
  file: File,
  { onProgress, signal }: UploadOptions = {},
): Promise<ResponseOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, addressOf(endpoint, input))
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(new ApiError('offline')))
    request.addEventListener('abort', () => reject(signal?.reason ?? new ApiError('offline')))
    request.addEventListener('load', () => {
      const isDone = request.status >= 200 && request.status < 300
      if (isDone) resolve(request.response as ResponseOf<E>)
      else reject(problemOf(request.status, request.response))
    })
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
