import { parentPort } from 'node:worker_threads'
import type { Answer } from './on-demand-worker.ts'

/** The thread's side of OnDemandWorker: each message is a task, each answer its value or failure. */
export function answerTasks(run: (task: never) => unknown): void {
  parentPort?.on('message', (task: unknown) => {
    let answer: Answer
    try {
      answer = { value: run(task as never) }
    } catch (error) {
      answer = { failure: error instanceof Error ? error.message : String(error) }
    }
    parentPort?.postMessage(answer)
  })
}
