import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import express, { type RequestHandler, Router } from 'express'

const folder = path.resolve(import.meta.dirname, '../../dist/client')

/**
 * The built client: hashed assets for ever, and the one page for every address of a screen. An
 * unknown address gets the same page; the client shows what may be shown there.
 */
export function serveClient(): RequestHandler {
  // It survives files that vanish while it serves them, as an upgrade makes them do.
  const assets = express.static(folder, {
    index: false,
    setHeaders: (response, file) => {
      const isHashed = path.relative(folder, file).startsWith('assets')
      response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const page = path.join(folder, 'index.html')
  const html = existsSync(page) ? readFileSync(page) : null
  const router = Router()
  router.use((request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    if (isAsset(request.path)) {
      assets(request, response, () => void response.status(404).end())
      return
    }
    if (html === null) {
      response.status(503).type('text').send('The client is not built yet: npm run build')
      return
    }
    response.type('html').set('Cache-Control', 'no-store').send(html)
  })
  return router
}

function isAsset(pathname: string): boolean {
  return pathname !== '/index.html' && path.extname(pathname) !== ''
}
