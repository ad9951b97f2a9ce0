import type { Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { day, hour } from '#shared/time.ts'
import * as store from './session-store.ts'

const idleMs = 12 * hour
const idleOnSharedMs = hour
const lastsMs = 14 * day

/** When a session ends by itself: so long after its last use, and at the latest so long after its start. */
function expiry(session: { is_shared: 0 | 1; created_at: number }, seenAt: number): number {
  const idle = session.is_shared === 1 ? idleOnSharedMs : idleMs
  return Math.min(seenAt + idle, session.created_at + lastsMs)
}

const start = command(
  'identity.startSession',
  async (
    tx,
    input: {
      idHash: string
      data: string
      personId: string
      madeBy: string
      isShared: boolean
      userAgent: string
    },
  ) => {
    await store.deleteExpired(tx.db, tx.realNow)
    const is_shared = input.isShared ? 1 : 0
    await store.insertSession(tx.db, {
      id_hash: input.idHash,
      person_id: input.personId,
      data: input.data,
      made_by: input.madeBy,
      is_shared,
      user_agent: input.userAgent,
      created_at: tx.realNow,
      seen_at: tx.realNow,
      expires_at: expiry({ is_shared, created_at: tx.realNow }, tx.realNow),
    })
  },
)

const change = command(
  'identity.changeSession',
  async (tx, input: { idHash: string; data: string }) => {
    await store.updateSession(tx.db, input.idHash, { data: input.data })
  },
)

const touch = command('identity.touchSession', async (tx, input: { idHash: string }) => {
  const session = await store.findSession(tx.db, input.idHash)
  // One that expired while this command waited is not brought back.
  if (!session || session.expires_at <= tx.realNow) return
  const seen = { seen_at: tx.realNow, expires_at: expiry(session, tx.realNow) }
  await store.updateSession(tx.db, input.idHash, seen)
})

const end = command('identity.endSession', async (tx, input: { idHash: string }) => {
  await store.deleteSession(tx.db, input.idHash)
})

/** A person ends one of their own. Throws `not_found` for another's. */
const endOwn = command(
  'identity.endOwnSession',
  async (tx, input: { caller: Caller; idHash: string }) => {
    const session = await store.findSession(tx.db, input.idHash)
    if (session?.person_id !== input.caller.personId) throw new PlenaryError('not_found')
    await store.deleteSession(tx.db, input.idHash)
  },
)

export const sessionCommands = { start, change, touch, end, endOwn }
