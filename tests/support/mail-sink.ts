import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface ReceivedMail {
  to: string[]
  /** By lower-case name; folded lines joined, encoded words decoded. */
  headers: Record<string, string>
  /** The plain part, decoded. */
  text: string
  html: string
}

export interface MailSink {
  url: string
  received: ReceivedMail[]
  /** What the server answers to recipients from now on; null: it takes them. */
  refuse: { code: number; message: string } | null
}

/** A mail server on loopback that keeps what it is given; gone when the test ends. */
export async function mailSink(): Promise<MailSink> {
  const received: ReceivedMail[] = []
  const sink: MailSink = {
    url: '',
    received,
    refuse: null,
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      done(
        sink.refuse &&
          Object.assign(new Error(sink.refuse.message), { responseCode: sink.refuse.code }),
      )
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address)
        received.push({ to, ...parse(Buffer.concat(pieces).toString('utf8')) })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.server.once('listening', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  sink.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return sink
}

/** Just enough MIME for what nodemailer writes: two alternatives, quoted-printable or base64. */
function parse(source: string): Omit<ReceivedMail, 'to'> {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const headers = headersOf(head)
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`)
  const body = (type: string) => {
    const part = parts.find((one) => one.toLowerCase().includes(`content-type: ${type}`)) ?? ''
    const [partHead = '', ...partBody] = part.trimStart().split('\r\n\r\n')
    return decode(partBody.join('\r\n\r\n'), headersOf(partHead)['content-transfer-encoding'])
  }
  return { headers, text: body('text/plain'), html: body('text/html') }
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]
    }),
  )
}

function decodeWords(value: string): string {
  return value.replaceAll(/=\?utf-8\?([qb])\?([^?]*)\?=\s*/gi, (_, how: string, word: string) =>
    how.toLowerCase() === 'b'
      ? Buffer.from(word, 'base64').toString('utf8')
      : decode(word.replaceAll('_', ' '), 'quoted-printable'),
  )
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
