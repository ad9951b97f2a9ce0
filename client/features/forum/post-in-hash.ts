/** The post that an address ends with: 7 for `#7` and for `#post-7`; null for none. */
export function postInHash(hash: string): number | null {
  const [, number] = /^#(?:post-)?([1-9]\d{0,8})$/.exec(hash) ?? []
  return number === undefined ? null : Number(number)
}
