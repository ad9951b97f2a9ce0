/** The token of `Authorization: Bearer …`; null where a request carries none. */
export function bearerOf(authorization: string | undefined): string | null {
  const match = /^bearer +(\S+)$/i.exec(authorization ?? '')
  return match?.[1] ?? null
}
