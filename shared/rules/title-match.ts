/**
 * Text as people type it in a hurry: without case, accents and width (é, É and e are one). Done
 * here, since a database's own lower() knows ASCII only.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
}

const wordStart = /[\p{L}\p{N}]+/gu

/**
 * How well `title` answers folded `words`: 0 it begins with them, 1 each of them begins a word of
 * it, 2 each is in it somewhere; null where one is missing.
 */
export function titleRank(title: string, words: readonly string[]): 0 | 1 | 2 | null {
  const folded = fold(title)
  if (!words.every((word) => folded.includes(word))) return null
  if (folded.startsWith(words.join(' '))) return 0
  const beginnings = folded.match(wordStart) ?? []
  return words.every((word) => beginnings.some((beginning) => beginning.startsWith(word))) ? 1 : 2
}

/** What was typed, as folded words. */
export function wordsOf(typed: string): string[] {
  return fold(typed).split(/\s+/).filter(Boolean)
}
