import compression from 'compression'
import express, { type Express, type RequestHandler, type Router } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import { PlenaryError } from '#shared/errors.ts'
import type { Config } from '#server/config.ts'
import { serveClient } from './client-files.ts'
import { problemHandler } from './problem.ts'

/** The parts of the HTTP side, in the order in which a request meets them. */
export interface AppParts {
  config: Config
  log: Logger
  /** /healthz, /readyz, /metrics: before every guard, without a session. */
  probes: Router
  /** What a mail program calls by itself, which names no Origin: /mail/stop/…. */
  unguarded: Router[]
  /** Host, Origin and security headers. */
  guards: RequestHandler[]
  /** Session and passport; requests with a Bearer token pass by. */
  sessions: RequestHandler[]
  /** Pages and links that are not JSON: /link/…, /invite/…, /setup/…. */
  links: Router[]
  /** The contracts' routes. */
  api: Router
}

/** Tokens stand in paths of links: the log shows the path's first part instead (H17). */
function redact(url: string): string {
  const path = url.split('?')[0] ?? ''
  return /^\/(link|invite|setup|mail)\//.test(path) ? `/${path.split('/')[1]}/…` : path
}

export function createApp(parts: AppParts): Express {
  const { config, log } = parts
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', 'simple')
  if (config.trustProxy !== null) app.set('trust proxy', config.trustProxy)
  app.use(parts.probes)
  if (log.isLevelEnabled('debug')) {
    app.use(
      pinoHttp({
        logger: log,
        useLevel: 'debug',
        serializers: {
          req: (req: { method: string; url: string }) => ({
            method: req.method,
            path: redact(req.url),
          }),
        },
      }),
    )
  }
  for (const router of parts.unguarded) app.use(router)
  app.use(...parts.guards)
  app.use(compression({ threshold: 2048 }))
  for (const router of parts.links) app.use(router)
  app.use('/api', express.json({ limit: '1mb' }), ...parts.sessions)
  app.use(parts.api)
  app.use('/api', () => {
    throw new PlenaryError('not_found')
  })
  app.use(serveClient())
  app.use(problemHandler(log))
  return app
}
