/**
 * Domain time as the installation has it (a demonstration may stand in 2007). It is only ever what
 * an answer said plus the time elapsed since: the device's own clock never decides what "today" is.
 */
let serverNow: number | null = null
let heardAt = 0
const listeners = new Set<() => void>()
let ticker: ReturnType<typeof setInterval> | undefined
let shown = 0

/** Called with the `now` of each answer (milliseconds). */
export function noteNow(now: number): void {
  serverNow = now
  heardAt = performance.now()
  // Redraw only where a reader could see a difference.
  if (Math.abs(now - shown) > 30_000) announce()
}

/** Milliseconds of domain time, or 0 before the first answer. */
export function domainNow(): number {
  return serverNow === null ? 0 : Math.round(serverNow + performance.now() - heardAt)
}

/** For useSyncExternalStore: the instant last announced, which moves twice a minute. */
export function shownNow(): number {
  return shown
}

export function subscribeNow(listener: () => void): () => void {
  listeners.add(listener)
  ticker ??= setInterval(announce, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticker)
    ticker = undefined
  }
}

function announce(): void {
  shown = domainNow()
  for (const listener of listeners) listener()
}
