/** Words of others inside a sentence of ours, as plain text: FIRST STRONG ISOLATE around them, so
 * that a Latin name does not turn an Arabic sentence about, nor the reverse. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
