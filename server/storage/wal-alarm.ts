import type { Logger } from 'pino'
import type { Storage } from './storage.ts'

/** Bytes. The log is cut back to a quarter of it after each full checkpoint (H12). */
export const largestLog = 256 * 2 ** 20
const lookEveryMs = 30_000

/**
 * Warns when the write-ahead log outgrows its bound, once until it is small again: something reads
 * without end, or the database file itself takes no more. Nothing is refused for it. Answers how
 * to stop.
 */
export function watchLog(
  { logBytes }: Pick<Storage, 'logBytes'>,
  log: Pick<Logger, 'warn' | 'info'>,
  everyMs = lookEveryMs,
): () => void {
  let isLarge = false
  const look = () => {
    const bytes = logBytes()
    if (bytes > largestLog === isLarge) return
    isLarge = bytes > largestLog
    if (isLarge) log.warn({ bytes }, 'the write-ahead log keeps growing: look for a long reader')
    else log.info({ bytes }, 'the write-ahead log is small again')
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
