import type { Tx } from '#server/storage/command.ts'
import { newId } from '#shared/ids.ts'

export type MailKind =
  | 'signIn'
  | 'confirm'
  | 'reset'
  | 'invitation'
  | 'notification'
  | 'digest'
  | 'securityNotice'

/**
 * Queues a message within a command: its kind and ids, never a token, which is minted at delivery
 * (H9). Without a mail server it stands in the outbox as not sent. Real time: mail is no part of
 * the group's own history. Returns the message's id.
 */
export async function queueMail(
  tx: Tx,
  message: {
    kind: MailKind
    personId: string | null
    invitationId: string | null
    address: string
    isMailConfigured: boolean
    /** Ids that the text will need. */
    payload?: Record<string, unknown>
  },
): Promise<string> {
  const id = newId()
  await tx.db
    .insertInto('mail')
    .values({
      id,
      kind: message.kind,
      person_id: message.personId,
      invitation_id: message.invitationId,
      address: message.address,
      payload: JSON.stringify(message.payload ?? {}),
      state: message.isMailConfigured ? 'waiting' : 'notSent',
      error: null,
      created_at: tx.realNow,
      sent_at: null,
    })
    .execute()
  if (!message.isMailConfigured) return id
  await tx.db
    .insertInto('job')
    .values({
      id: newId(),
      kind: 'mail',
      key: id,
      payload: JSON.stringify({ mailId: id }),
      run_at: tx.realNow,
      attempts: 0,
      leased_until: null,
      fence: 0,
      done_at: null,
      error: null,
    })
    .execute()
  return id
}
