/** A `mailto:` that opens one's own mail program with the letter ready (RFC 6068: lines end CRLF). */
export function mailAddress(to: string | null, mail: { subject: string; body: string }): string {
  return `mailto:${encodeURIComponent(to ?? '')}?subject=${part(mail.subject)}&body=${part(mail.body)}`
}

function part(text: string): string {
  return encodeURIComponent(text.replace(/\r?\n/g, '\r\n'))
}
