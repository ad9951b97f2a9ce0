import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { AttachedFile } from '#shared/contracts/files.ts'
import { type Client, startInstallation } from '#tests/support/installation.ts'

async function openTides() {
  const hc = await startInstallation()
  const dataDir = hc.plenary.services.config.dataDir
  return {
    hc,
    folder: path.join(dataDir, 'files'),
    spaceId: await hc.idOf('space', 'tides'),
    topicId: await hc.idOf('topic', 'topic-tides'),
    alpha: await hc.as('fp.alpha'),
    beta: await hc.as('fp.beta'),
  }
}

async function send(
  by: Client,
  spaceId: string,
  bytes: Uint8Array | string,
  name: string,
  type = '',
) {
  const form = new FormData()
  form.append('file', new Blob([bytes as BlobPart], { type }), name)
  const address = `${by.url}/api/spaces/${spaceId}/files`
  const response = await fetch(address, { method: 'POST', headers: by.headers, body: form })
  return {
    status: response.status,
    body: (await response.json()) as AttachedFile & { code?: string },
  }
}

const fetchFile = (by: Client, id: string, suffix = '', headers = {}) =>
  fetch(`${by.url}/api/files/${id}${suffix}`, { headers: { ...by.headers, ...headers } })

const png = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#146' } })
    .png()
    .toBuffer()

/** The header of a PNG that claims to be 50,000 × 50,000, with no pixels behind it. */
async function bomb(): Promise<Buffer> {
  const small = await png(1, 1)
  small.writeUInt32BE(50_000, 16)
  small.writeUInt32BE(50_000, 20)
  return small
}

describe('files', () => {
  test('H23: a file goes out as an attachment that cannot run, be sniffed, shared or kept', async () => {
    const { spaceId, alpha, beta } = await openTides()
    const html = '<script>alert(document.cookie)</script>'
    const sent = await send(alpha, spaceId, html, 'note.html', 'text/html')
    expect(sent.body).toMatchObject({
      name: 'note.html',
      mediaType: 'application/octet-stream',
      isImage: false,
    })
    const file = await fetchFile(beta, sent.body.id)
    expect(await file.text()).toBe(html)
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="note.html"; filename*=UTF-8''note.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    })
  })

  test('H23: a picture is shown re-encoded, without its metadata and what hides behind its pixels', async () => {
    const { spaceId, alpha } = await openTides()
    const photo = await sharp(await png(3000, 1500))
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Secret place' } })
      .toBuffer()
    const polyglot = Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')])
    const sent = await send(alpha, spaceId, polyglot, 'tide.jpg', 'image/jpeg')
    expect(sent.body).toMatchObject({
      mediaType: 'image/jpeg',
      isImage: true,
      width: 2048,
      height: 1024,
    })
    const picture = await fetchFile(alpha, sent.body.id, '/picture')
    expect(picture.headers.get('content-type')).toBe('image/webp')
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect(bytes.includes('alert(1)')).toBe(false)
    expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    const again = await fetchFile(alpha, sent.body.id, '/picture', {
      'if-none-match': picture.headers.get('etag') ?? '',
      'cache-control': 'max-age=0',
    })
    expect(again.status).toBe(304)
  })

  test('H23: SVG, a picture of 50,000 × 50,000 and a false name are never shown inline', async () => {
    const { spaceId, alpha } = await openTides()
    const cases: [Uint8Array | string, string, string][] = [
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'a.svg', 'image/svg+xml'],
      [await bomb(), 'bomb.png', 'image/png'],
      ['<script>alert(1)</script>', 'a.png', 'image/png'],
    ]
    for (const [bytes, name, type] of cases) {
      const sent = await send(alpha, spaceId, bytes, name, type)
      expect(sent).toMatchObject({ status: 200, body: { isImage: false } })
      expect((await fetchFile(alpha, sent.body.id, '/picture')).status).toBe(404)
      const served = (await fetchFile(alpha, sent.body.id)).headers.get('content-type')
      expect(served).not.toMatch(/svg|html/)
    }
  })

  test('H23: names lose paths, controls and marks that turn them round', async () => {
    const { spaceId, alpha } = await openTides()
    const given = [
      '../../etc/passwd',
      'invoice\u202Egpj.exe',
      'a\u2028b\u200Fc.txt',
      '...',
      'Бюджет é.pdf',
    ]
    const names = []
    for (const name of given) names.push((await send(alpha, spaceId, 'x', name)).body.name)
    expect(names).toEqual(['passwd', 'invoicegpj.exe', 'abc.txt', 'file', 'Бюджет é.pdf'])
  })

  test('H23: knowing a file’s hash opens nothing, and no answer tells it', async () => {
    const { folder, spaceId, alpha } = await openTides()
    const sent = await send(alpha, spaceId, 'The same bytes', 'a.txt', 'text/plain')
    const hash = createHash('sha256').update('The same bytes').digest('hex')
    expect(readFileSync(path.join(folder, hash.slice(0, 2), hash), 'utf8')).toBe('The same bytes')
    expect((await fetchFile(alpha, hash)).status).toBe(404)
    const file = await fetchFile(alpha, sent.body.id)
    expect(JSON.stringify([sent.body, [...file.headers]])).not.toContain(hash)
  })

  test('a file of a foreign space answers like one that never was, before and after it is attached', async () => {
    const { hc, spaceId, topicId, alpha } = await openTides()
    const gamma = await hc.as('fp.gamma')
    const sent = await send(alpha, spaceId, 'x', 'a.txt')
    const hidden = async () => [
      (await fetchFile(gamma, sent.body.id)).status,
      await (await fetchFile(gamma, sent.body.id)).text(),
    ]
    const unknown = [404, await (await fetchFile(gamma, '0000000000000000')).text()]
    expect(await hidden()).toEqual(unknown)
    await alpha.post(`/api/topics/${topicId}/posts`, { markdown: 'see', fileIds: [sent.body.id] })
    expect(await hidden()).toEqual(unknown)
    const refused = await send(gamma, spaceId, 'x', 'a.txt')
    expect(refused.status).toBe(404)
  })

  test('one attaches one’s own free files of the space, and a withdrawn post’s are gone', async () => {
    const { spaceId, topicId, alpha, beta } = await openTides()
    const { body: file } = await send(alpha, spaceId, 'x', 'a.txt', 'text/plain')
    const stolen = await beta.post(`/api/topics/${topicId}/posts`, {
      markdown: 'mine',
      fileIds: [file.id],
    })
    expect(stolen).toMatchObject({ status: 422, body: { fields: [{ path: 'fileIds' }] } })
    const posted = await alpha.post(`/api/topics/${topicId}/posts`, {
      markdown: 'see',
      fileIds: [file.id],
    })
    expect(posted.body.post.files).toEqual([
      {
        id: file.id,
        name: 'a.txt',
        mediaType: 'text/plain',
        size: 1,
        isImage: false,
        width: null,
        height: null,
      },
    ])
    const twice = await alpha.post(`/api/topics/${topicId}/posts`, {
      markdown: 'again',
      fileIds: [file.id],
    })
    expect(twice.status).toBe(422)
    await alpha.post(`/api/posts/${posted.body.post.id}/withdraw`, {})
    expect((await fetchFile(beta, file.id)).status).toBe(404)
  })

  test('past 50 MB an upload is refused while it comes in, and leaves nothing behind', async () => {
    const { folder, spaceId, alpha } = await openTides()
    const tooLarge = await send(alpha, spaceId, new Uint8Array(50 * 1024 * 1024 + 1), 'big.bin')
    expect(tooLarge).toMatchObject({ status: 413, body: { code: 'too_large' } })
    expect(readdirSync(path.join(folder, 'tmp'))).toEqual([])
    const largest = await send(alpha, spaceId, new Uint8Array(50 * 1024 * 1024), 'big.bin')
    expect(largest).toMatchObject({ status: 200, body: { size: 50 * 1024 * 1024 } })
  })

  test('bodies that are no upload are refused in words', async () => {
    const { spaceId, alpha } = await openTides()
    const address = `/api/spaces/${spaceId}/files`
    expect((await alpha.post(address, { file: 'x' })).status).toBe(415)
    const headers = { ...alpha.headers, 'content-type': 'multipart/form-data; boundary=x' }
    for (const body of [
      '--x--\r\n',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
    ]) {
      const cut = await fetch(alpha.url + address, { method: 'POST', headers, body })
      expect(cut.status).toBe(422)
    }
  })

  test('a lost picture is made again from its file', async () => {
    const { folder, spaceId, alpha } = await openTides()
    const sent = await send(alpha, spaceId, await png(20, 10), 'a.png')
    rmSync(path.join(folder, 'pictures'), { recursive: true })
    expect((await fetchFile(alpha, sent.body.id, '/picture')).status).toBe(200)
    expect(existsSync(path.join(folder, 'pictures'))).toBe(true)
  })
})
