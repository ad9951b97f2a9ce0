/** Waits until `claim` holds: for what other processes and sockets do in their own time. */
export async function until(what: string, claim: () => boolean, ms = 8_000): Promise<void> {
  const end = performance.now() + ms
  while (!claim()) {
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
}
