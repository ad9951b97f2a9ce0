import type { IncomingHttpHeaders } from 'node:http'
import { type Config, isLoopback } from '#server/config.ts'

/** What a request said, what this server goes by, and what would mend it. */
export interface OriginFault {
  header: 'Host' | 'Origin'
  received: string
  expected: string
  mend: string
}

type Addressed = Pick<Config, 'publicUrl'>

function hostOf(origin: string | undefined): string | null {
  const url = origin === undefined ? null : URL.parse(origin)
  return url && ['http:', 'https:'].includes(url.protocol) ? url.host : null
}

/** As a URL writes it: lower case, without the scheme's own port. Null for what is no host. */
function normalHost(host: string | undefined, scheme: string): string | null {
  return host && !/[/?#@\\]/.test(host) ? hostOf(`${scheme}://${host}`) : null
}

function hostFault(config: Addressed, received: string | undefined): OriginFault | null {
  const { publicUrl } = config
  const scheme = publicUrl?.startsWith('https:') ? 'https' : 'http'
  const host = normalHost(received, scheme)
  if (publicUrl) {
    const expected = hostOf(publicUrl) ?? publicUrl
    if (host === expected) return null
    return {
      header: 'Host',
      received: received ?? '(none)',
      expected,
      mend: `Open ${publicUrl}. If you did, the proxy in front changes the Host header: let it pass on the original one. If people reach this server by another address, set PUBLIC_URL to that address and start again.`,
    }
  }
  if (host && isLoopback(URL.parse(`http://${host}`)?.hostname ?? '')) return null
  return {
    header: 'Host',
    received: received ?? '(none)',
    expected: '127.0.0.1, localhost or [::1]',
    mend: 'PUBLIC_URL is not set, so this server answers on its own machine only. Set PUBLIC_URL to the address that people type, such as https://plenary.example.org, and start again.',
  }
}

/**
 * Host and Origin must be PUBLIC_URL's; where that is unset, a loopback name, the same in both: a
 * foreign page or a rebound name reaches nothing (H19). An absent Origin is no fault here. Used for
 * requests, and for socket handshakes, to which CORS does not apply (H18).
 */
export function originFault(
  config: Addressed,
  headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>,
): OriginFault | null {
  const fault = hostFault(config, headers.host)
  if (fault || headers.origin === undefined) return fault
  const expected = config.publicUrl ?? `http://${normalHost(headers.host, 'http')}`
  if (URL.parse(headers.origin)?.origin === expected) return null
  return {
    header: 'Origin',
    received: headers.origin,
    expected,
    mend: `The request came from a page at another address. Open ${expected} itself and try again there. If both are this server, set PUBLIC_URL to the address that people type.`,
  }
}
