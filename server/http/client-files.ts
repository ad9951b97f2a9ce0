import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type RequestHandler, Router } from 'express'
import sirv from 'sirv'

const folder = path.resolve(import.meta.dirname, '../../dist/client')

/**
 * The built client: hashed assets for ever, and the one page for every address of a screen. An
 * unknown address gets the same page; the client shows what may be shown there.
 */
export function serveClient(): RequestHandler {
  const router = Router()
  if (!existsSync(folder)) {
    router.use((_request, response) => {
      response.status(503).type('text').send('The client is not built yet: npm run build')
    })
    return router
  }
  const page = readFileSync(path.join(folder, 'index.html'))
  const assets = sirv(folder, {
    etag: true,
    setHeaders: (response, pathname) => {
      const isHashed = pathname.startsWith('/assets/')
      response.setHeader(
        'Cache-Control',
        isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  const isAsset = (pathname: string) =>
    pathname !== '/' && pathname !== '/index.html' && path.extname(pathname) !== ''
  router.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    if (isAsset(request.path))
      return assets(request, response, () => void response.status(404).end())
    response.type('html').set('Cache-Control', 'no-store').send(page)
  })
  return router
}
