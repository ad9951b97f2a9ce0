import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Scope } from '#shared/contracts/contract.ts'
import { compose, type Plenary } from '#server/compose.ts'
import type { Config } from '#server/config.ts'
import { makeApiToken, makeSignInLink } from '#server/features/identity/index.ts'
import { importTerm } from '#server/features/import/index.ts'
import { smallTerm } from './small-term.ts'
import { temporaryFolder } from './temporary-storage.ts'

const allScopes: Scope[] = ['read', 'post', 'draft', 'invite', 'admin']

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests assert on whole answers
  body: any
  headers: Headers
}

/** Somebody who calls the API; `headers` go with each request. */
export class Client {
  readonly url: string
  readonly headers: Record<string, string>

  constructor(url: string, headers: Record<string, string>) {
    this.url = url
    this.headers = headers
  }

  async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
      headers: response.headers,
    }
  }

  get = (path: string) => this.request('GET', path)
  post = (path: string, body?: unknown) => this.request('POST', path, body)
  put = (path: string, body?: unknown) => this.request('PUT', path, body)
  patch = (path: string, body?: unknown) => this.request('PATCH', path, body)
  delete = (path: string) => this.request('DELETE', path)
}

/** A running Plenary in this process, on a free port, over its own temporary data. */
export interface Installation {
  plenary: Plenary
  url: string
  /** Nobody: no cookie, no token. */
  nobody: Client
  /** A client with an API token of the person whose address begins so. */
  as(login: string, scopes?: Scope[]): Promise<Client>
  /** A client with a session's cookie, signed in by a link. */
  signedIn(login: string): Promise<Client>
  /** Ids of the imported rows by the file's id: `idOf('space', 'tides')`. */
  idOf(kind: string, fileId: string): Promise<string>
}

export const testConfig: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '',
  publicUrl: null,
  trustProxy: null,
  smtpUrl: null,
  areLimitsOff: false,
  isProduction: false,
  isDemo: false,
  isFresh: false,
  isLaunched: false,
  logLevel: 'silent',
}

/** The cookies of an answer, as a request sends them back. */
export function cookiesOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export async function startInstallation(
  options: { config?: Partial<Config>; term?: object | null } = {},
): Promise<Installation> {
  const config = { ...testConfig, dataDir: temporaryFolder(), ...options.config }
  const plenary = await compose(config, pino({ level: config.logLevel }))
  onTestFinished(() => plenary.stop())
  await plenary.listen()
  const { services } = plenary
  const term = options.term === undefined ? smallTerm : options.term
  if (term) await importTerm(services.storage, JSON.stringify(term), services.clock.now())
  plenary.ready()
  const url = plenary.url()
  const nobody = new Client(url, {})
  const address = (login: string) => (login.includes('@') ? login : `${login}@council.example`)
  return {
    plenary,
    url,
    nobody,
    async as(login, scopes = allScopes) {
      const { token } = await makeApiToken(services, { email: address(login), scopes })
      return new Client(url, { authorization: `Bearer ${token}` })
    },
    async signedIn(login) {
      const link = await makeSignInLink(services, address(login))
      const opened = await nobody.get(new URL(link.url).pathname)
      const headers = { cookie: cookiesOf(opened), origin: url }
      const used = await nobody.request('POST', '/api/sign-in/link', { isShared: false }, headers)
      return new Client(url, { cookie: cookiesOf(used), origin: url })
    },
    async idOf(kind, fileId) {
      const row = await services.storage.db
        .selectFrom('import_record')
        .select('row_id')
        .where('kind', '=', kind)
        .where('file_id', '=', fileId)
        .executeTakeFirstOrThrow()
      return row.row_id
    },
  }
}
