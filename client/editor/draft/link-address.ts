import { isSafeLink } from '#shared/editor/draft-rules.ts'
import { isPostLink } from '#shared/editor/markdown-flavour.ts'

/**
 * What somebody typed as an address, completed: "un.org/x" becomes https, "a@b.org" a mail address.
 * null when nothing can be made of it. `allowPaths` admits addresses inside the site.
 */
export function asAddress(typed: string, allowPaths = false): string | null {
  const address = typed.trim()
  const isAllowed: (text: string) => boolean = allowPaths ? isPostLink : isSafeLink
  if (isAllowed(address)) return address
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`
  const completed = `https://${address}`
  const isHost = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]\S*)?$/u.test(address)
  return isHost && isSafeLink(completed) ? completed : null
}
