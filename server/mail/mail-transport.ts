import type { Transporter } from 'nodemailer'

export interface OutgoingMail {
  messageId: string
  to: string
  subject: string
  text: string
  html: string
  /** The message that this one belongs under, in a mail program's thread. */
  inThread: string | null
  /** The address at which one click ends such mail (RFC 8058). */
  stopUrl: string | null
}

/** What the mail server said will not change by trying again. */
export class Refused extends Error {}

export interface MailTransport {
  /** Resolves when the server has taken the message. Throws `Refused`, or anything else for "later". */
  send(mail: OutgoingMail): Promise<void>
}

/** Well within a job's lease. */
const connectMs = 15_000
const silenceMs = 30_000

/**
 * Sender and server from SMTP_URL: `?from=…` names the sender, else the sign-in name where that is
 * an address, else `plenary@` and the host under which people know this server.
 */
export function smtpSettings(smtpUrl: string, publicHost: string): { url: string; from: string } {
  const url = new URL(smtpUrl)
  const named = url.searchParams.get('from')
  url.searchParams.delete('from')
  const login = decodeURIComponent(url.username)
  const from = named ?? (login.includes('@') ? login : `plenary@${publicHost}`)
  return { url: url.href, from }
}

/** Connects when the first message leaves, not at start: a mail server that is away stops nothing. */
export function smtpTransport(smtpUrl: string, publicHost: string): MailTransport {
  const { url, from } = smtpSettings(smtpUrl, publicHost)
  let transporter: Transporter | undefined
  return {
    async send(mail) {
      // Loaded by who sends mail.
      const { createTransport } = await import('nodemailer')
      transporter ??= createTransport({
        url,
        connectionTimeout: connectMs,
        greetingTimeout: connectMs,
        socketTimeout: silenceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transporter.sendMail({
          from: from.includes('<') ? from : { name: 'Plenary', address: from },
          to: mail.to,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          ...(mail.inThread && { inReplyTo: mail.inThread, references: mail.inThread }),
          headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(mail.stopUrl) },
        })
      } catch (error) {
        throw asRefusal(error)
      }
    },
  }
}

function stopHeaders(stopUrl: string | null): Record<string, string> {
  if (stopUrl === null) return {}
  return {
    'List-Unsubscribe': `<${stopUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/** 5xx in answer to an address or a message is final; one in answer to our sign-in is ours to mend. */
function asRefusal(error: unknown): unknown {
  const { code, responseCode, message } = (error ?? {}) as {
    code?: string
    responseCode?: number
    message?: string
  }
  const isFinal = (responseCode ?? 0) >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return isFinal ? new Refused(message, { cause: error }) : error
}
