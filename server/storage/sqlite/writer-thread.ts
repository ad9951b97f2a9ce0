import { parentPort, workerData } from 'node:worker_threads'
import { commands } from '#server/commands.ts'
import type { AnyCommand, CommandOutcome } from '../command.ts'
import type { QueuedCommand } from '../run-command.ts'
import { runBatch } from './batch.ts'
import { kyselyOver, openConnection } from './connection.ts'

/** Main thread → writer. */
export type WriterRequest =
  | { id: number; kind: 'run'; command: string; input: unknown; key: string | null }
  | { id: number; kind: 'backup'; file: string }
  | { id: number; kind: 'close' }

/** Writer → main thread, after the commit. */
export interface WriterAnswer {
  answers: { id: number; outcome: CommandOutcome }[]
}

const mostCommandsInABatch = 64
const port = parentPort
if (!port) throw new Error('writer-thread.ts runs as a worker only')

const registry = new Map<string, AnyCommand>(commands.map((command) => [command.name, command]))
const sqlite = openConnection((workerData as { file: string }).file, 'writer')
const db = kyselyOver(sqlite)
const queue: { id: number; queued: QueuedCommand }[] = []
let isRunning = false

function answer(answers: WriterAnswer['answers']): void {
  port?.postMessage({ answers } satisfies WriterAnswer)
}

/** Natural batching: whatever came in while the last batch was committing is the next one. */
async function drain(): Promise<void> {
  if (isRunning) return
  isRunning = true
  while (queue.length > 0) {
    const batch = queue.splice(0, mostCommandsInABatch)
    const outcomes = await runBatch(
      sqlite,
      db,
      batch.map((item) => item.queued),
    )
    answer(
      batch.map((item, index) => ({ id: item.id, outcome: outcomes[index] as CommandOutcome })),
    )
    // Gives messages that arrived meanwhile, and a running backup's next step, their turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
  isRunning = false
}

function start(): void {
  // A fault that is neither a refusal nor the storage's must not leave callers waiting: the thread
  // ends, and the main side answers all of them and starts another.
  drain().catch((error: unknown) => {
    throw error
  })
}

function enqueue(request: Extract<WriterRequest, { kind: 'run' }>): void {
  const command = registry.get(request.command)
  if (!command) {
    answer([
      {
        id: request.id,
        outcome: { ok: false, code: 'internal', detail: `no command ${request.command}` },
      },
    ])
    return
  }
  queue.push({ id: request.id, queued: { command, input: request.input, key: request.key } })
  start()
}

/** On the writer's own connection, between batches: its own commits never restart it (H12). */
async function backup(request: Extract<WriterRequest, { kind: 'backup' }>): Promise<void> {
  try {
    await sqlite.backup(request.file, { progress: () => 200 })
    answer([{ id: request.id, outcome: { ok: true, value: null, events: [] } }])
  } catch (error) {
    answer([
      {
        id: request.id,
        outcome: { ok: false, code: 'storage_unavailable', detail: String(error) },
      },
    ])
  }
}

port.on('message', (request: WriterRequest) => {
  if (request.kind === 'run') enqueue(request)
  else if (request.kind === 'backup') void backup(request)
  else {
    sqlite.pragma('wal_checkpoint(truncate)')
    sqlite.close()
    answer([{ id: request.id, outcome: { ok: true, value: null, events: [] } }])
    port.close()
  }
})
