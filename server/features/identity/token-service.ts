import type { Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import type { Scope } from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import { day } from '#shared/time.ts'
import { tell } from './person-events.ts'
import * as persons from './person-store.ts'
import * as store from './token-store.ts'

interface NewToken {
  personId: string
  id: string
  name: string
  /** Of the whole token; the token itself stays with who asked for it. */
  tokenHash: string
  /** Its first characters, to tell one from another. */
  prefix: string
  scopes: Scope[]
  days: number
  /** Made for one seat: it ends with that seat. */
  seatId: string | null
  madeBy: 'person' | 'tool'
}

/** A person whose address is not proven holds no tokens (H10). Told to the person and the office. */
const make = command('identity.makeToken', async (tx, input: NewToken) => {
  const person = await persons.findPerson(tx.db, input.personId)
  if (!person) throw new PlenaryError('not_found')
  if (person.is_confirmed === 0) throw new PlenaryError('unconfirmed')
  if (input.seatId && !(await persons.fillsSeat(tx.db, person.id, input.seatId))) {
    throw new PlenaryError('not_found', 'This person fills no such seat.')
  }
  const expiresAt = tx.realNow + input.days * day
  await store.insertToken(tx.db, {
    id: input.id,
    person_id: person.id,
    seat_id: input.seatId,
    name: input.name,
    token_hash: input.tokenHash,
    prefix: input.prefix,
    scopes: [...new Set(input.scopes)].join(' '),
    made_by: input.madeBy,
    created_at: tx.realNow,
    expires_at: expiresAt,
    last_used_at: null,
    revoked_at: null,
  })
  await tell(
    tx,
    { kind: 'token.made', payload: { personId: person.id, scopes: input.scopes } },
    {
      personId: person.id,
      actorId: input.madeBy === 'tool' ? null : person.id,
      told: input.madeBy === 'tool' ? ['person', 'office'] : ['person'],
    },
  )
  return { id: input.id, expiresAt }
})

const revoke = command(
  'identity.revokeToken',
  async (tx, input: { caller: Caller; tokenId: string }) => {
    const ended = await store.revokeTokens(tx.db, input.caller.personId, tx.realNow, input.tokenId)
    if (ended.length === 0) throw new PlenaryError('not_found')
  },
)

const noteUse = command('identity.noteTokenUse', async (tx, input: { tokenId: string }) => {
  await store.noteTokenUse(tx.db, input.tokenId, tx.realNow)
})

export const tokenCommands = { make, revoke, noteUse }
