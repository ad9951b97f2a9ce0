import type { Storage } from '#server/storage/storage.ts'

/** Milliseconds between two kicks at least: typing alone commits a hundred times a second. */
const betweenKicksMs = 250

/**
 * The same storage, which calls `kick` once after the commands of a moment have committed: those
 * without events too (a sign-in link asked for), for they may have added a job.
 */
export function kickAfterCommit(storage: Storage, kick: () => void, pauseMs = 25): Storage {
  let timer: NodeJS.Timeout | undefined
  let kickedAt = -Infinity
  const soon = () => {
    if (timer) return
    const wait = Math.max(pauseMs, kickedAt + betweenKicksMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      kickedAt = performance.now()
      kick()
    }, wait)
    timer.unref()
  }
  return {
    ...storage,
    // Spreading would freeze what a getter answers; health is asked anew each time.
    isHealthy: () => storage.isHealthy(),
    async exec(command, input, options) {
      const result = await storage.exec(command, input, options)
      soon()
      return result
    },
    close() {
      clearTimeout(timer)
      return storage.close()
    },
  }
}
