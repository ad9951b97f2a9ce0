import type { Db } from '#server/storage/command.ts'
import { mailWords } from './mail-language.ts'
import { findReader, inviteeOf, type MailRow } from './mail-store.ts'
import type { MailKind } from './queue-mail-store.ts'
import { renderMail } from './render-mail.ts'

/**
 * A message as the outbox shows it to an administrator: that it was written, to whom and why. Links
 * were never stored (H9); and the mark opens no content, so neither words of posts nor the names of
 * spaces stand in it (H24).
 */
export async function renderForOutbox(
  db: Db,
  row: Pick<MailRow, 'kind' | 'person_id' | 'invitation_id' | 'address'>,
): Promise<{ subject: string; text: string }> {
  const reader = row.person_id === null ? undefined : await findReader(db, row.person_id)
  const language = reader?.language ?? 'en'
  const { words } = mailWords(language)
  const name = reader?.name ?? row.address
  const kind = row.kind as MailKind
  switch (kind) {
    case 'signIn':
    case 'confirm':
    case 'reset': {
      const { subject, text } = renderMail(
        kind,
        { name, url: words.masked.link, until: '…' },
        language,
      )
      return { subject, text }
    }
    case 'invitation': {
      const invitee = row.invitation_id === null ? null : await inviteeOf(db, row.invitation_id)
      const text = `${words.masked.invitation(invitee ?? row.address)}\n\n${words.masked.link}\n`
      return { subject: words.masked.invitationSubject, text }
    }
    case 'notification':
    case 'digest':
      return {
        subject: words.digest.subject(1),
        text: `${words.greeting(name)}\n\n${words.masked.words}\n`,
      }
    case 'securityNotice':
      return {
        subject: words.security.subject,
        text: `${words.greeting(name)}\n\n${words.masked.words}\n\n${words.security.doubt}\n`,
      }
  }
}
