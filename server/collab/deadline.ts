import type { Clock } from './ports.ts'

/** Rejects when `work` takes longer than `ms`; what it answers later is dropped. */
export function withDeadline<T>(work: Promise<T>, ms: number, clock: Clock): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error(`not done within ${ms} ms`)))
    work.then(resolve, reject).finally(cancel)
  })
}
