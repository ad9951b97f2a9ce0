import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** What a child's answer to one order looks like on the wire. */
export type Answer = { id: number; value: unknown } | { id: number; error: string }

/**
 * A process of this bench under this Node, with orders and answers over IPC. `script` is relative
 * to this folder. An order rejects with the child's own error, or when the child ends.
 */
export class Child {
  readonly process: ChildProcess
  /** Resolves when the process is gone. */
  readonly ended: Promise<unknown>
  readonly #name: string
  #lastId = 0

  constructor(
    script: string,
    options: { flags?: string[]; args?: string[]; env?: NodeJS.ProcessEnv } = {},
  ) {
    const { args = [], env = process.env, flags = [] } = options
    this.#name = script
    const file = path.join(import.meta.dirname, script)
    this.process = spawn(process.execPath, [...flags, file, ...args], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    this.process.setMaxListeners(0)
    this.ended = once(this.process, 'exit')
  }

  ask<Result>(order: object): Promise<Result> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.process.off('message', onMessage)
        this.process.off('exit', onExit)
        act()
      }
      const onMessage = (message: unknown) => {
        const answer = message as Answer
        if (answer.id !== id) return
        settle(() => {
          if ('error' in answer) reject(new Error(`${this.#name}: ${answer.error}`))
          else resolve(answer.value as Result)
        })
      }
      const onExit = () => settle(() => reject(new Error(`${this.#name} ended without an answer`)))
      this.process.on('message', onMessage)
      this.process.on('exit', onExit)
      this.process.send({ id, order })
    })
  }

  /** The first thing that it sends of itself. */
  async said<Message>(): Promise<Message> {
    const ended = this.ended.then(() => Promise.reject(new Error(`${this.#name} ended at once`)))
    const [message] = await Promise.race([once(this.process, 'message'), ended])
    return message as Message
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill(signal)
    }
    await this.ended
  }
}

/**
 * The other side: answers each order with what `handle` resolves with, and ends with its parent.
 * The parent is trusted to send what `handle` takes, hence `never`.
 */
export function serveOrders(handle: (order: never) => unknown): void {
  process.on('message', (message) => {
    const { id, order } = message as { id: number; order: never }
    void (async () => {
      let answer: Answer
      try {
        answer = { id, value: await handle(order) }
      } catch (error) {
        answer = {
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }
      }
      process.send?.(answer)
    })()
  })
  process.on('disconnect', () => process.exit(0))
}
