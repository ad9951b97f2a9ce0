import { findInstallation } from '#server/installation/installation-store.ts'
import { queueMail } from '#server/mail/queue-mail-store.ts'
import { command, type Db, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { day, hour, minute } from '#shared/time.ts'
import { findUsableLink, type LinkPurpose } from './link-state.ts'
import * as links from './link-store.ts'
import { tell } from './person-events.ts'
import * as persons from './person-store.ts'
import { deleteOthers, findSession } from './session-store.ts'
import { revokeTokens } from './token-store.ts'

const livesMs: Record<LinkPurpose, number> = {
  signIn: 15 * minute,
  reset: 15 * minute,
  tool: hour,
  confirm: 7 * day,
  demo: 366 * day,
}

/** What a link promises must hold when it is made: the mailed ones prove an address (H9, H10). */
async function assertFits(db: Db, person: persons.PersonRow, purpose: LinkPurpose): Promise<void> {
  const fits = {
    signIn: person.is_confirmed === 1 && person.email !== null,
    reset: person.is_confirmed === 1 && person.email !== null,
    confirm: person.is_confirmed === 0 && person.email !== null,
    tool: true,
    demo: (await findInstallation(db))?.is_demo === 1,
  }
  if (!fits[purpose]) throw new PlenaryError('not_found')
}

/**
 * Makes a link for a person; the caller drew its secret and gives the hash. Mailed ones are made at
 * delivery (H9). Throws `not_found` where the person or what the purpose demands is gone.
 */
const mint = command(
  'identity.mintLink',
  async (tx, input: { personId: string; purpose: LinkPurpose; tokenHash: string }) => {
    const person = await persons.findPerson(tx.db, input.personId)
    if (!person) throw new PlenaryError('not_found')
    await assertFits(tx.db, person, input.purpose)
    await links.forgetOldLinks(tx.db, tx.realNow)
    const expiresAt = tx.realNow + livesMs[input.purpose]
    await links.insertLink(tx.db, {
      token_hash: input.tokenHash,
      person_id: person.id,
      purpose: input.purpose,
      email: person.email_key,
      is_reusable: input.purpose === 'demo' ? 1 : 0,
      created_at: tx.realNow,
      expires_at: expiresAt,
      used_at: null,
    })
    if (input.purpose === 'tool') {
      const event = { kind: 'signInLink.made', payload: { personId: person.id } } as const
      await tell(tx, event, { personId: person.id, actorId: null, told: ['person', 'office'] })
    }
    return { expiresAt }
  },
)

/** Queues the mail with a sign-in link, if somebody proved this address. Answers nothing either way. */
const request = command(
  'identity.requestLink',
  async (tx, input: { email: string; isMailConfigured: boolean }) => {
    const person = await persons.findConfirmed(tx.db, emailKey(input.email))
    if (!person?.email) return
    await queueMail(tx, {
      kind: 'signIn',
      personId: person.id,
      invitationId: null,
      address: person.email,
      isMailConfigured: input.isMailConfigured,
    })
  },
)

const requestConfirmation = command(
  'identity.requestConfirmation',
  async (tx, input: { personId: string; isMailConfigured: boolean }) => {
    const person = await persons.findPerson(tx.db, input.personId)
    if (!person?.email) throw new PlenaryError('not_found')
    if (person.is_confirmed === 1) throw new PlenaryError('already_done')
    await queueMail(tx, {
      kind: 'confirm',
      personId: person.id,
      invitationId: null,
      address: person.email,
      isMailConfigured: input.isMailConfigured,
    })
  },
)

interface Ended {
  sessions: string[]
  tokens: string[]
}

/**
 * The address is proven: whatever others made before under this name ends (H10). The browser that
 * opened the link keeps what it made itself: its session, and the password that it knows.
 */
async function confirmByMail(
  tx: Tx,
  person: persons.PersonRow,
  present: string | null,
): Promise<Ended & { knowsPassword: boolean }> {
  const other = person.email_key && (await persons.findConfirmed(tx.db, person.email_key))
  if (other) throw new PlenaryError('person_exists')
  const session = present === null ? undefined : await findSession(tx.db, present)
  const keep = session?.person_id === person.id ? session : null
  const { access } = JSON.parse(keep?.data ?? '{}') as { access?: { knowsPassword: boolean } }
  const knowsPassword = access?.knowsPassword ?? false
  const ended = {
    sessions: await deleteOthers(tx.db, person.id, keep?.id_hash ?? null),
    tokens: await revokeTokens(tx.db, person.id, tx.realNow),
  }
  const password = knowsPassword ? {} : { password_hash: null }
  await persons.updatePerson(tx.db, person.id, { is_confirmed: 1, ...password })
  await links.voidLinks(tx.db, person.id, tx.realNow)
  const event = {
    kind: 'person.confirmed',
    payload: { personId: person.id, byMail: true },
  } as const
  await tell(tx, event, { personId: person.id, actorId: person.id, told: ['group'] })
  return { ...ended, knowsPassword }
}

/**
 * Uses a link up and says whom it signs in. `presentSession`: of the browser that uses it.
 * `isDirectLoopback`: a demonstration's links work on the machine itself only (H24).
 */
const use = command(
  'identity.useLink',
  async (
    tx,
    input: { tokenHash: string; presentSession: string | null; isDirectLoopback: boolean },
  ) => {
    const { link, person } = await findUsableLink(tx.db, input, tx.realNow)
    const purpose = link.purpose as LinkPurpose
    const nothing = { sessions: [] as string[], tokens: [] as string[], knowsPassword: false }
    if (link.is_reusable === 0 && !(await links.useUp(tx.db, link.token_hash, tx.realNow))) {
      throw new PlenaryError('link_used')
    }
    const isProof = purpose === 'confirm' && person.is_confirmed === 0
    const outcome = isProof ? await confirmByMail(tx, person, input.presentSession) : nothing
    return { personId: person.id, purpose, ...outcome }
  },
)

export const linkCommands = { mint, request, requestConfirmation, use }
