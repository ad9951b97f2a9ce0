import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '#server/config.ts'
import { isSecureOrigin } from './session-cookie.ts'

/** Same origin also covers WebSockets in today's browsers; older ones want it spelled out. */
function webSocketOrigin(host: string | undefined, isSecure: boolean): string[] {
  return host && /^[\w.:[\]-]+$/.test(host) ? [`${isSecure ? 'wss' : 'ws'}://${host}`] : []
}

/** Nothing from elsewhere, no inline script, no framing, no referrer. Mount it after the guard. */
export function securityHeaders(config: Pick<Config, 'publicUrl'>): RequestHandler {
  const isSecure = isSecureOrigin(config)
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        fontSrc: ["'self'"],
        connectSrc: [
          "'self'",
          (request) => webSocketOrigin(request.headers.host, isSecure).join(' '),
        ],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  })
}
