import { createServer, type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import { PeopleDirectory } from '#server/access/people-directory.ts'
import { ViewerCache } from '#server/access/viewer-cache.ts'
import { DomainClock } from '#server/clock.ts'
import { type Config, readConfig } from '#server/config.ts'
import { bindAdministration } from '#server/features/administration/administration-routes.ts'
import { Access } from '#server/features/identity/access.ts'
import { bindIdentity } from '#server/features/identity/identity-routes.ts'
import { hashPassword, insertPerson, type PersonRow } from '#server/features/identity/index.ts'
import { signInLinks } from '#server/features/identity/sign-in-routes.ts'
import { SetupLink } from '#server/features/setup/index.ts'
import { bindSetup, setupLinks } from '#server/features/setup/setup-routes.ts'
import { originFault } from '#server/http/origin-fault.ts'
import { originGuard } from '#server/http/origin-guard.ts'
import { problemHandler } from '#server/http/problem.ts'
import { Routes } from '#server/http/routes.ts'
import { securityHeaders } from '#server/http/security-headers.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { CursorSeal } from '#server/log/cursor.ts'
import { renderForOutbox } from '#server/mail/outbox-text.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { kyselyOver, openConnection } from '#server/storage/sqlite/connection.ts'
import type { administration } from '#shared/contracts/administration.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { identity, Session } from '#shared/contracts/identity.ts'
import type { setup } from '#shared/contracts/setup.ts'
import type { Problem } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { temporaryStorage } from '#tests/support/temporary-storage.ts'

/** All that the answers read here may hold; which it is, the test's endpoint says. */
type Body = Problem &
  Session &
  ResponseOf<typeof identity.signInWithPassword> &
  ResponseOf<typeof identity.openedLink> &
  ResponseOf<typeof identity.sessions> &
  ResponseOf<typeof identity.tokens> &
  ResponseOf<typeof identity.createToken> &
  ResponseOf<typeof setup.run> &
  Pick<ResponseOf<typeof administration.outbox>, 'messages'> &
  Pick<ResponseOf<typeof administration.people>, 'people'>

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  body: Body
}

export interface Sending {
  body?: unknown
  headers?: Record<string, string>
}

// Matchers without the `any` that vitest gives them.
export const someNumber: unknown = expect.any(Number)
export const someText: unknown = expect.any(String)
export const textWith = (part: string): unknown => expect.stringContaining(part)
export const textLike = (shape: RegExp): unknown => expect.stringMatching(shape)

/** A browser: keeps cookies, names its origin, follows nothing. */
export class Browser {
  readonly #port: number
  readonly cookies = new Map<string, string>()

  constructor(port: number) {
    this.#port = port
  }

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send('GET', path, sending)
  }

  post(path: string, body?: unknown, sending: Sending = {}): Promise<Answer> {
    return this.send('POST', path, { body, ...sending })
  }

  send(method: string, path: string, { body, headers = {} }: Sending = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const payload = body === undefined ? undefined : JSON.stringify(body)
    const host = `127.0.0.1:${this.#port}`
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          host: '127.0.0.1',
          port: this.#port,
          method,
          path,
          agent: false,
          headers: {
            ...(cookie && { cookie }),
            ...(method !== 'GET' && method !== 'HEAD' && { origin: `http://${host}` }),
            ...(payload && { 'content-type': 'application/json' }),
            ...headers,
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () => {
            for (const line of response.headers['set-cookie'] ?? []) this.#keep(line)
            const isJson = (response.headers['content-type'] ?? '').includes('json')
            const { statusCode = 0, headers: received } = response
            resolve({
              status: statusCode,
              headers: received,
              text,
              body: (isJson ? JSON.parse(text) : {}) as Body,
            })
          })
        },
      )
      sent.on('error', reject)
      sent.end(payload)
    })
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals)
    if (/expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(equals + 1))
  }
}

export interface Rig {
  services: Services
  access: Access
  link: SetupLink
  port: number
  /** Straight into the file, to arrange what no endpoint makes. */
  rows: Db
  browser(): Browser
  addPerson(
    given: { name?: string; email: string; password?: string } & Partial<PersonRow>,
  ): Promise<string>
}

/** The real application around people and sign-in, on a port of its own and a database of its own. */
export async function startRig(changes: Partial<Config> = {}): Promise<Rig> {
  const storage = await temporaryStorage()
  const config: Config = {
    ...readConfig({ PORT: '0' }, []),
    dataDir: storage.file.replace(/\/[^/]+$/, ''),
    ...changes,
  }
  const installation = await openInstallation(storage)
  const clock = new DomainClock(0)
  const access = new Access({ storage, config, secret: installation.secret })
  const viewers = new ViewerCache(storage.db, () => clock.now())
  const people = new PeopleDirectory()
  storage.onCommit((events) => {
    const kinds = events.map((event) => event.kind)
    for (const cache of [access, viewers, people]) cache.afterCommit(kinds)
  })
  let port = 0
  const services: Services = {
    config,
    log: pino({ level: 'error' }, pino.destination(2)),
    storage,
    clock,
    seal: new CursorSeal(installation.secret, installation.incarnation),
    viewers,
    people,
    identity: access,
    isOwnOrigin: (headers) => originFault(config, headers) === null,
    publicUrl: () => config.publicUrl ?? `http://127.0.0.1:${port}`,
  }
  const link = new SetupLink(services)
  const routes = new Routes(services)
  bindIdentity(routes, services, access)
  bindSetup(routes, services, link)
  bindAdministration(routes, services, renderForOutbox)
  const app = express()
  app.set('trust proxy', config.trustProxy ?? false)
  app.use(originGuard(config), securityHeaders(config), signInLinks(services), setupLinks(services))
  app.use('/api', express.json(), access.sessions)
  app.use(routes.router, problemHandler(services.log))
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
  const connection = openConnection(storage.file, 'writer')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
    connection.close()
  })
  const rows = kyselyOver(connection)
  return {
    services,
    access,
    link,
    port,
    rows,
    browser: () => new Browser(port),
    addPerson: adder(rows),
  }
}

function adder(rows: Db): Rig['addPerson'] {
  return async ({ name = 'Focal Person', email, password, ...others }) => {
    const id = newId()
    await insertPerson(rows, {
      id,
      name,
      email,
      email_key: emailKey(email),
      is_confirmed: 1,
      is_administrator: 0,
      language: 'en',
      time_zone: 'Europe/Zurich',
      mail_frequency: 'atOnce',
      keyboard_shortcuts: 1,
      password_hash: password === undefined ? null : await hashPassword(password),
      created_at: 1,
      ...others,
    })
    return id
  }
}

export const goodPassword = 'several quiet harbours'

/** Signs in with a password and returns the browser. */
export async function signedIn(rig: Rig, email: string, password = goodPassword): Promise<Browser> {
  const browser = rig.browser()
  const answer = await browser.post('/api/sign-in/password', { email, password })
  if (answer.status !== 200) throw new Error(`sign-in failed: ${answer.text}`)
  return browser
}

/** A group in which the person sits, so that there is a log to write to. */
export async function addGroup(
  rig: Rig,
  personId: string,
): Promise<{ groupId: string; seatId: string }> {
  const groupId = newId()
  const seatId = newId()
  await rig.rows
    .insertInto('group')
    .values({ id: groupId, name: 'G', acronym: 'G', time_zone: 'UTC', last_seq: 0, created_at: 1 })
    .execute()
  await rig.rows
    .insertInto('seat')
    .values({
      id: seatId,
      group_id: groupId,
      person_id: personId,
      role: 'secretariat',
      title: 'S',
      is_seat_keeper: 0,
    })
    .execute()
  return { groupId, seatId }
}

/** What the log says, and to whom. */
export const told = (rig: Rig) =>
  rig.rows.selectFrom('event').select(['kind', 'audience', 'actor_id']).orderBy('seq').execute()
