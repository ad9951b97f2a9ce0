/** The value of one cookie of a `Cookie` header; null where it is absent or cannot be read. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=')
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim())
    } catch {
      // A stray `%`: not one of ours.
      return null
    }
  }
  return null
}
