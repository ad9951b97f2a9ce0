/** Marks that turn the direction of what follows: `gpj.exe` can be made to read `exe.jpg`. */
const bidiMarks = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g
const longest = 200

/**
 * A file's name as it is stored and shown (H23): NFC, without controls, bidi marks or separators,
 * at most 200 characters with its ending kept. Never empty.
 */
export function cleanFileName(given: string): string {
  const name = given
    .normalize('NFC')
    .replaceAll(bidiMarks, '')
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[/\\:]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trim()
  if (name === '') return 'file'
  if (name.length <= longest) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  const stem = name.slice(0, longest - ending.length).replace(/[\uD800-\uDBFF]$/, '')
  return stem + ending
}

/** The header that names a download, for old readers in ASCII and for all others as it is. */
export function attachmentHeader(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7E]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
