import type { Services } from '#server/services.ts'
import { type ErrorCode, PlenaryError } from '#shared/errors.ts'
import type { RenderedMail } from './letter.ts'
import type { MailNotice, MailPorts } from './mail-ports.ts'
import { findReader, installationSecret, type MailRow } from './mail-store.ts'
import type { OutgoingMail } from './mail-transport.ts'
import { noticeUrl } from './notice-url.ts'
import type { MailKind } from './queue-mail-store.ts'
import { renderMail } from './render-mail.ts'
import { stopToken } from './stop-token.ts'

/** What a message was to say is over, so it does not leave. Expected; no fault. */
export class NotNeeded extends Error {}

export interface MailDesk {
  services: Pick<Services, 'storage' | 'publicUrl'>
  ports: MailPorts
}

type Reader = NonNullable<Awaited<ReturnType<typeof findReader>>>
type Body = RenderedMail & Partial<Pick<OutgoingMail, 'inThread' | 'stopUrl'>>

const mostInDigest = 50
const mostRead = 500

/** Trouble of the moment, not of the message: worth another attempt. */
const passing = new Set<ErrorCode>(['busy', 'storage_unavailable', 'internal'])

/**
 * Writes a queued message at the moment of its delivery, under the rights and preferences of now:
 * here links are made (H9), and what was withdrawn or lost since is left out (H15). Throws
 * `NotNeeded` where nothing is left to say.
 */
export async function writeMail(desk: MailDesk, row: MailRow): Promise<OutgoingMail> {
  const host = new URL(desk.services.publicUrl()).hostname
  try {
    const { inThread = null, stopUrl = null, ...body } = await writeBody(desk, row, host)
    // The same for every attempt: a server that took the first one knows the second.
    return { ...body, to: row.address, messageId: `<mail.${row.id}@${host}>`, inThread, stopUrl }
  } catch (error) {
    if (!(error instanceof PlenaryError) || passing.has(error.code)) throw error
    throw new NotNeeded(error.message, { cause: error })
  }
}

async function writeBody(desk: MailDesk, row: MailRow, host: string): Promise<Body> {
  const kind = row.kind as MailKind
  switch (kind) {
    case 'signIn':
    case 'confirm':
    case 'reset':
      return withLink(desk, row, kind)
    case 'invitation':
      return renderMail(
        kind,
        await desk.ports.invitation(row.invitation_id ?? '', row.address),
        'en',
      )
    case 'notification':
      return oneNotice(desk, row, host)
    case 'digest':
      return digest(desk, row)
    case 'securityNotice':
      return securityNotice(desk, row)
  }
}

async function readerOf(desk: MailDesk, row: MailRow): Promise<Reader> {
  const reader = row.person_id && (await findReader(desk.services.storage.db, row.person_id))
  if (!reader) throw new NotNeeded('the person is no longer here')
  return reader
}

async function withLink(
  desk: MailDesk,
  row: MailRow,
  purpose: 'signIn' | 'confirm' | 'reset',
): Promise<Body> {
  const reader = await readerOf(desk, row)
  if (reader.email !== row.address) throw new NotNeeded('the address has changed')
  const { url, expiresAt } = await desk.ports.signInLink(reader.id, purpose)
  const format = new Intl.DateTimeFormat(reader.language === 'fr' ? 'fr' : 'en', {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: reader.time_zone,
  })
  const data = { name: reader.name, url, until: format.format(expiresAt) }
  return renderMail(purpose, data, reader.language)
}

/** The reader and what there is to tell; only a proven address gets any of it. */
async function unreadOf(
  desk: MailDesk,
  row: MailRow,
): Promise<{ reader: Reader; notices: MailNotice[] }> {
  const reader = await readerOf(desk, row)
  if (reader.is_confirmed === 0 || reader.email !== row.address) {
    throw new NotNeeded('the address has changed')
  }
  const { notificationIds } = JSON.parse(row.payload) as { notificationIds: string[] }
  const notices = await desk.ports.notices(reader.id, notificationIds.slice(0, mostRead))
  if (notices.length === 0) throw new NotNeeded('it was read, or is gone')
  return { reader, notices }
}

async function addresses({ services }: MailDesk, reader: Reader) {
  const base = services.publicUrl()
  const secret = await installationSecret(services.storage.db)
  return {
    accountUrl: `${base}/account`,
    stopUrl: `${base}/mail/stop/${stopToken(secret, reader.id)}`,
    linked: (notice: MailNotice) => ({ ...notice, url: noticeUrl(base, notice) }),
  }
}

async function oneNotice(desk: MailDesk, row: MailRow, host: string): Promise<Body> {
  const { reader, notices } = await unreadOf(desk, row)
  if (reader.mail_frequency === 'none') throw new NotNeeded('the person wants no such mail')
  const [notice] = notices as [MailNotice]
  const { linked, ...footed } = await addresses(desk, reader)
  const data = { ...footed, name: reader.name, notice: linked(notice) }
  return {
    ...renderMail('notification', data, reader.language),
    inThread: notice.topicId === null ? null : `<topic.${notice.topicId}@${host}>`,
    stopUrl: footed.stopUrl,
  }
}

async function digest(desk: MailDesk, row: MailRow): Promise<Body> {
  const { reader, notices } = await unreadOf(desk, row)
  if (reader.mail_frequency === 'none') throw new NotNeeded('the person wants no such mail')
  const { linked, ...footed } = await addresses(desk, reader)
  const shown = notices.slice(-mostInDigest).map(linked)
  const data = { ...footed, name: reader.name, notices: shown, more: notices.length - shown.length }
  return { ...renderMail('digest', data, reader.language), stopUrl: footed.stopUrl }
}

/** Word of one's own security comes whatever one prefers, and no link ends it (H24). */
async function securityNotice(desk: MailDesk, row: MailRow): Promise<Body> {
  const { reader, notices } = await unreadOf(desk, row)
  const [notice] = notices as [MailNotice]
  const { linked, accountUrl } = await addresses(desk, reader)
  const data = { name: reader.name, notice: linked(notice), accountUrl }
  return renderMail('securityNotice', data, reader.language)
}
