import type { Request } from 'express'
import { addressOf } from '#server/http/proxy.ts'
import { RateLimits } from '#server/http/rate-limits.ts'
import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { identity } from '#shared/contracts/identity.ts'
import { PlenaryError } from '#shared/errors.ts'
import { passwordFault, sayPasswordFault } from '#shared/rules/password-rules.ts'
import { hour } from '#shared/time.ts'
import type { Access } from './access.ts'
import { accountCommands } from './account-service.ts'
import { linkCommands } from './link-service.ts'
import { makeToken } from './made-on-the-machine.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { findPerson, type PersonRow } from './person-store.ts'
import { sessionCommands } from './session-service.ts'
import { findSession, type SessionRow, sessionsOf } from './session-store.ts'
import { ownPerson } from './show-session.ts'
import { tokenCommands } from './token-service.ts'
import { tokensOf } from './token-store.ts'

type Token = ResponseOf<typeof identity.tokens>['tokens'][number]
type Session = ResponseOf<typeof identity.sessions>['sessions'][number]

/** Who came by a link lately proved the address instead of the password: the way back (H9). */
function mayOverrulePassword(session: SessionRow): boolean {
  return ['link', 'tool'].includes(session.made_by) && Date.now() - session.created_at < hour
}

export function bindAccount(routes: Routes, services: Services, access: Access): void {
  const { storage, config } = services
  const limits = new RateLimits(config.areLimitsOff)
  const isMailConfigured = config.smtpUrl !== null

  async function personNow(personId: string): Promise<PersonRow> {
    const person = await findPerson(storage.db, personId)
    if (!person) throw new PlenaryError('not_signed_in')
    return person
  }

  async function presentSession(request: Request): Promise<SessionRow> {
    const hash = (await access.fromHeaders(request.headers))?.sessionHash
    const session = hash ? await findSession(storage.db, hash) : undefined
    if (!session) throw new PlenaryError('not_signed_in')
    return session
  }

  async function assertMayReplace(
    person: PersonRow,
    session: SessionRow,
    current: string | undefined,
    address: string,
  ): Promise<void> {
    const hash = person.password_hash
    if (hash === null || (current === undefined && mayOverrulePassword(session))) return
    const key = `${person.id} ${address}`
    await limits.require('passwordOfAccountFromAddress', key)
    if (!(await isPassword(current ?? '', hash))) throw new PlenaryError('wrong_credentials')
    await limits.giveBack('passwordOfAccountFromAddress', key)
  }

  routes.person(identity.updateAccount, async (call) => {
    const { personId } = call.caller
    await storage.exec(
      accountCommands.update,
      { caller: call.caller, ...call.body },
      { key: call.key },
    )
    return ownPerson(await personNow(personId))
  })

  routes.person(identity.setPassword, async (call) => {
    const person = await personNow(call.caller.personId)
    const session = await presentSession(call.request)
    const fault = passwordFault(call.body.next, person)
    if (fault) {
      const message = sayPasswordFault(fault)
      throw new PlenaryError('invalid', `next: ${message}`, [{ path: 'next', message }])
    }
    await assertMayReplace(person, session, call.body.current, addressOf(call.request))
    const ended = await storage.exec(accountCommands.setPassword, {
      personId: person.id,
      hash: await hashPassword(call.body.next),
      replaced: person.password_hash,
      presentSession: session.id_hash,
    })
    if (call.request.session.access) call.request.session.access.knowsPassword = true
    access.end(
      ...ended.sessions.map((sessionHash) => ({ sessionHash })),
      ...ended.tokens.map((tokenId) => ({ tokenId })),
    )
    return undefined
  })

  routes.person(identity.requestConfirmation, async (call) => {
    const { personId } = call.caller
    await limits.require('linkForAccount', personId)
    await storage.exec(
      linkCommands.requestConfirmation,
      { personId, isMailConfigured },
      { key: call.key },
    )
    return { isMailConfigured }
  })

  routes.person(identity.sessions, async (call) => {
    const present = await access.fromHeaders(call.request.headers)
    const rows = await sessionsOf(storage.db, call.caller.personId, Date.now())
    return { sessions: rows.map((row) => toSession(row, present?.sessionHash ?? null)) }
  })

  routes.person(identity.endSession, async (call) => {
    const idHash = call.params.sessionId
    await storage.exec(sessionCommands.endOwn, { caller: call.caller, idHash }, { key: null })
    access.end({ sessionHash: idHash })
    return undefined
  })

  routes.person(identity.tokens, async (call) => {
    const rows = await tokensOf(storage.db, call.caller.personId, Date.now())
    return {
      tokens: rows.map((row) => ({
        id: row.id,
        name: row.name,
        prefix: row.prefix,
        scopes: row.scopes.split(' ') as Token['scopes'],
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        lastUsedAt: row.last_used_at,
      })),
    }
  })

  routes.person(identity.createToken, (call) =>
    makeToken(services, {
      ...call.body,
      personId: call.caller.personId,
      seatId: null,
      madeBy: 'person',
    }),
  )

  routes.person(identity.revokeToken, async (call) => {
    const { tokenId } = call.params
    await storage.exec(tokenCommands.revoke, { caller: call.caller, tokenId }, { key: null })
    access.end({ tokenId })
    return undefined
  })
}

function toSession(row: SessionRow, presentHash: string | null): Session {
  return {
    id: row.id_hash,
    isCurrent: row.id_hash === presentHash,
    isShared: row.is_shared === 1,
    madeBy: row.made_by as Session['madeBy'],
    userAgent: row.user_agent,
    createdAt: row.created_at,
    seenAt: row.seen_at,
  }
}
