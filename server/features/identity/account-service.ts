import { actorOf, authorize, type Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { voidLinks } from './link-store.ts'
import { tell } from './person-events.ts'
import * as store from './person-store.ts'
import { deleteOthers } from './session-store.ts'
import { revokeTokens } from './token-store.ts'

interface AccountChange {
  caller: Caller
  name?: string | undefined
  language?: string | undefined
  timeZone?: string | undefined
  mailFrequency?: string | undefined
  keyboardShortcuts?: boolean | undefined
}

/** Only a new name is the group's business; preferences are in no log. */
const update = command('identity.updateAccount', async (tx, input: AccountChange) => {
  const { personId } = input.caller
  const person = await store.findPerson(tx.db, personId)
  if (!person) throw new PlenaryError('not_signed_in')
  const fields = {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.language !== undefined && { language: input.language }),
    ...(input.timeZone !== undefined && { time_zone: input.timeZone }),
    ...(input.mailFrequency !== undefined && { mail_frequency: input.mailFrequency }),
    ...(input.keyboardShortcuts !== undefined &&
      ({ keyboard_shortcuts: input.keyboardShortcuts ? 1 : 0 } as const)),
  }
  if (Object.keys(fields).length === 0) return
  await store.updatePerson(tx.db, personId, fields)
  if (input.name === undefined || input.name === person.name) return
  const event = { kind: 'person.renamed', payload: { personId } } as const
  await tell(tx, event, { personId, actorId: personId, told: ['group'] })
})

/**
 * Sets a password and ends every other session, all tokens and all links that would sign in (H25).
 * `replaced`: the hash that the caller proved to know or may overrule; another one by now is a
 * `conflict`. Returns what ended.
 */
const setPassword = command(
  'identity.setPassword',
  async (
    tx,
    input: { personId: string; hash: string; replaced: string | null; presentSession: string },
  ) => {
    const person = await store.findPerson(tx.db, input.personId)
    if (!person) throw new PlenaryError('not_signed_in')
    if (person.password_hash !== input.replaced) throw new PlenaryError('conflict')
    await store.updatePerson(tx.db, person.id, { password_hash: input.hash })
    await voidLinks(tx.db, person.id, tx.realNow)
    return {
      sessions: await deleteOthers(tx.db, person.id, input.presentSession),
      tokens: await revokeTokens(tx.db, person.id, tx.realNow),
    }
  },
)

/**
 * Somebody whom the rights table names vouches for the person (H10). That is no proof by mail:
 * what the person made before stays, and one whose address somebody else proved cannot be vouched for.
 */
const confirm = command(
  'identity.confirmPerson',
  async (tx, input: { caller: Caller; personId: string }) => {
    const on = { kind: 'person', id: input.personId } as const
    const authorized = await authorize(tx, input.caller, 'person.confirm', on)
    const person = await store.findPerson(tx.db, input.personId)
    if (!person) throw new PlenaryError('not_found')
    if (person.is_confirmed === 1) throw new PlenaryError('already_done')
    const other = person.email_key && (await store.findConfirmed(tx.db, person.email_key))
    if (other) throw new PlenaryError('conflict', 'Somebody else has proven this address already.')
    await store.updatePerson(tx.db, person.id, { is_confirmed: 1 })
    const event = {
      kind: 'person.confirmed',
      payload: { personId: person.id, byMail: false },
    } as const
    await tell(tx, event, {
      personId: person.id,
      actorId: actorOf(authorized).actorId,
      told: ['group'],
    })
  },
)

/** The mark of administrator, given on the machine: the person and the office see it (H24). */
const markAdministrator = command(
  'identity.markAdministrator',
  async (tx, input: { personId: string }) => {
    const person = await store.findPerson(tx.db, input.personId)
    if (!person) throw new PlenaryError('not_found')
    if (person.is_administrator === 1) return
    await store.updatePerson(tx.db, person.id, { is_administrator: 1 })
    const event = { kind: 'administrator.marked', payload: { personId: person.id } } as const
    await tell(tx, event, { personId: person.id, actorId: null, told: ['person', 'office'] })
  },
)

export const accountCommands = { update, setPassword, confirm, markAdministrator }
