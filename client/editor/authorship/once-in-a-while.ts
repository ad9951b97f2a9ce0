/** Does the task `ms` after the first asking, once for all who ask until then. */
export function onceInAWhile(ms: number, task: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      task()
    }, ms)
  }
  return { ask, stop: () => clearTimeout(timer) }
}
