import path from 'node:path'
import { z } from 'zod'

/** Everything that the environment may say. The only reader of `process.env`. */
export interface Config {
  port: number
  host: string
  /** Absolute. Holds the database, files, the pid and the tool's socket; 0700. */
  dataDir: string
  /** Without a trailing slash; null: whatever loopback name the request came by. */
  publicUrl: string | null
  /** Hops (a number) or networks whose X-Forwarded-* headers are believed; null: nobody's. */
  trustProxy: number | string[] | null
  smtpUrl: string | null
  areLimitsOff: boolean
  isProduction: boolean
  isDemo: boolean
  isFresh: boolean
  /** Started by bin/node.mjs over IPC: stop when it dies. */
  isLaunched: boolean
  logLevel: string
}

export class ConfigError extends Error {}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost'])

export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host.replace(/^\[|\]$/g, ''))
}

const portSchema = z.coerce.number().int().min(0).max(65535)

function parsePort(value: string | undefined): number {
  const parsed = portSchema.safeParse(value ?? '3000')
  if (!parsed.success)
    throw new ConfigError(`PORT must be a number from 0 to 65535; it is "${value}".`)
  return parsed.data
}

function parsePublicUrl(value: string | undefined): string | null {
  if (!value) return null
  const url = URL.parse(value)
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search) {
    throw new ConfigError(
      `PUBLIC_URL must be the address that people type, such as https://plenary.example.org, without a path; it is "${value}".`,
    )
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new ConfigError(
      `PUBLIC_URL is plain http for a host that is not this machine (${url.hostname}). Cookies would travel unprotected: use https.`,
    )
  }
  return url.origin
}

function parseTrustProxy(value: string | undefined): Config['trustProxy'] {
  if (!value) return null
  if (/^\d+$/.test(value)) return Number(value)
  const networks = value.split(',').map((network) => network.trim())
  if (
    networks.some(
      (network) => !/^(loopback|linklocal|uniquelocal|[0-9a-f:.]+(\/\d+)?)$/i.test(network),
    )
  ) {
    throw new ConfigError(
      `TRUST_PROXY names how many proxies stand in front (1), or their networks (10.0.0.0/8, loopback); it is "${value}".`,
    )
  }
  return networks
}

function parseSmtpUrl(value: string | undefined): string | null {
  if (!value) return null
  const url = URL.parse(value)
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol)) {
    throw new ConfigError(
      'SMTP_URL must look like smtp://user:password@mail.example.org:587 (or smtps://).',
    )
  }
  return value
}

/**
 * Reads the environment and the command line. Throws `ConfigError` whose message a person can act
 * on; nothing is started before.
 */
export function readConfig(
  env: NodeJS.ProcessEnv = process.env,
  argv: string[] = process.argv.slice(2),
): Config {
  const isDemo = argv.includes('--demo')
  const host = env['HOST'] || '127.0.0.1'
  const publicUrl = parsePublicUrl(env['PUBLIC_URL'])
  const areLimitsOff = env['RATE_LIMITS'] === 'off'
  if (env['RATE_LIMITS'] && !areLimitsOff) {
    throw new ConfigError(`RATE_LIMITS knows only "off"; it is "${env['RATE_LIMITS']}".`)
  }
  if (areLimitsOff && !isLoopback(host)) {
    throw new ConfigError(
      'RATE_LIMITS=off is accepted on loopback only (HOST=127.0.0.1): it is meant for load tests.',
    )
  }
  if (isDemo && !isLoopback(host)) {
    throw new ConfigError(
      'The demonstration has reusable sign-in links and is served on loopback only (HOST=127.0.0.1).',
    )
  }
  if (!publicUrl && !isLoopback(host)) {
    throw new ConfigError(
      `HOST is ${host}, so people reach this server by a name: set PUBLIC_URL to it, such as https://plenary.example.org.`,
    )
  }
  return {
    port: parsePort(env['PORT']),
    host,
    dataDir: path.resolve(env['DATA_DIR'] || (isDemo ? './data/demo' : './data')),
    publicUrl,
    trustProxy: parseTrustProxy(env['TRUST_PROXY']),
    smtpUrl: parseSmtpUrl(env['SMTP_URL']),
    areLimitsOff,
    isProduction: env['NODE_ENV'] === 'production',
    isDemo,
    isFresh: argv.includes('--fresh'),
    isLaunched: env['PLENARY_LAUNCHED'] === '1' && typeof process.send === 'function',
    logLevel: env['LOG_LEVEL'] || 'info',
  }
}
