/** A `mailto:` that opens one's own mail program with the letter ready (RFC 6068: lines end CRLF). */
export function mailAddress(to: string | null, mail: { subject: string; body: string }): string {
  const part = (text: string) => encodeURIComponent(text.replace(/\r?\n/g, '\r\n'))
  return `mailto:${encodeURIComponent(to ?? '')}?subject=${part(mail.subject)}&body=${part(mail.body)}`
}
