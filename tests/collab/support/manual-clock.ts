import type { Clock } from '#server/collab/ports.ts'

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = 1_000_000
  #tasks: { at: number; task: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#now + ms, task }
    this.#tasks.push(entry)
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry)
    }
  }

  /** Runs what is due on the way, in order of time. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const due = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#tasks = this.#tasks.filter((other) => other !== due)
      this.#now = Math.max(this.#now, due.at)
      due.task()
    }
    this.#now = end
  }
}

/** Lets everything run that needs no time: promises, commits of the in-memory log. */
export async function turns(count = 6): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}
