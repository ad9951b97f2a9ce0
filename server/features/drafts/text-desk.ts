import { SYSTEM_CLOCK } from '#server/collab/system-clock.ts'
import { DeadlinePassed, OnDemandWorker, TaskFailed } from '#server/workers/on-demand-worker.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { TextAnswer, TextKind, TextTask, TextWork } from './text-tasks.ts'

/** Milliseconds for one task. */
export interface TextDeadlines {
  /** Keeping and restoring: somebody's text waits for it. */
  writing: number
  /** Showing and comparing. */
  reading: number
}

export const textDeadlines: TextDeadlines = { writing: 30_000, reading: 10_000 }

/** Milliseconds: who reads one version reads the next, and starting takes a third of a second. */
const idle = 30_000
/** Tasks of one kind of thread that wait at most: the next one is told to come again. */
const mostWaiting = 32

/**
 * Where texts are read, compared, packed and restored: in two threads that start on demand and end
 * when idle, so that no comparison keeps a version waiting. What passes its deadline or cannot be
 * done fails alone; the drafts know nothing of it.
 */
export class TextDesk {
  readonly #writing: Thread
  readonly #reading: Thread

  constructor(deadlines = textDeadlines) {
    this.#writing = new Thread(deadlines.writing)
    this.#reading = new Thread(deadlines.reading)
  }

  /**
   * Throws PlenaryError: `took_too_long`; `damaged` where a version does not have its fingerprint;
   * `busy`; `internal` for what the thread could not do.
   */
  async run<K extends TextKind>(kind: K, ask: TextWork[K]['ask']): Promise<TextWork[K]['answer']> {
    const thread = kind === 'keep' || kind === 'restore' ? this.#writing : this.#reading
    const answered = await thread.run({ kind, ask } as TextTask)
    if (answered.isAltered) throw new PlenaryError('damaged')
    return answered.answer
  }

  close(): void {
    this.#writing.close()
    this.#reading.close()
  }
}

class Thread {
  readonly #worker: OnDemandWorker<TextTask, TextAnswer>
  #waiting = 0

  constructor(deadline: number) {
    this.#worker = new OnDemandWorker({
      script: new URL('./text-worker.ts', import.meta.url),
      clock: SYSTEM_CLOCK,
      deadline,
      idle,
    })
  }

  async run(task: TextTask): Promise<TextAnswer> {
    if (this.#waiting >= mostWaiting) throw new PlenaryError('busy')
    this.#waiting += 1
    try {
      return await this.#worker.run(task)
    } catch (error) {
      if (error instanceof DeadlinePassed) throw new PlenaryError('took_too_long')
      if (error instanceof TaskFailed)
        throw new PlenaryError('internal', `text work failed: ${error.message}`)
      throw error
    } finally {
      this.#waiting -= 1
    }
  }

  close(): void {
    this.#worker.close()
  }
}
