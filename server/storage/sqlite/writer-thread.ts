import { parentPort, workerData } from 'node:worker_threads'
import { commands } from '#server/commands.ts'
import type { AnyCommand, CommandOutcome } from '../command.ts'
import type { QueuedCommand } from '../run-command.ts'
import { WriteHealth, writeProbe } from '../write-health.ts'
import { BatchLost, runBatch } from './batch.ts'
import { kyselyOfWriter, openConnection } from './connection.ts'

/** Main thread → writer. */
export type WriterRequest =
  | { id: number; kind: 'run'; command: string; input: unknown; key: string | null }
  | { id: number; kind: 'backup'; file: string }
  | { id: number; kind: 'close' }

/** Writer → main thread. */
export type WriterMessage =
  /** After the commit, or when it is sure that there was none. */
  | { kind: 'answers'; answers: WriterAnswer[] }
  /** The cause why nothing can be stored; null when it can again, and when the thread has started. */
  | { kind: 'health'; cause: string | null }

export interface WriterAnswer {
  id: number
  outcome: CommandOutcome
}

export interface WriterStart {
  file: string
  /** Another thread died: believe that this one can write when it has. */
  mustProbe: boolean
}

const mostCommandsInABatch = 64
const unavailable: CommandOutcome = {
  ok: false,
  code: 'storage_unavailable',
  detail: 'The database cannot be written now. Nothing of this was changed.',
}
const port = parentPort
if (!port) throw new Error('writer-thread.ts runs as a worker only')

const { file, mustProbe } = workerData as WriterStart
const registry = new Map<string, AnyCommand>(commands.map((command) => [command.name, command]))
const sqlite = openConnection(file, 'writer')
const db = kyselyOfWriter(sqlite)
const health = new WriteHealth(
  () => writeProbe(db),
  (cause) => post({ kind: 'health', cause }),
)
const queue: { id: number; queued: QueuedCommand }[] = []
let isRunning = false

function post(message: WriterMessage): void {
  port?.postMessage(message)
}

function answer(answers: WriterAnswer[]): void {
  post({ kind: 'answers', answers })
}

/** Natural batching: whatever came in while the last batch was committing is the next one. */
async function drain(): Promise<void> {
  if (isRunning) return
  isRunning = true
  while (queue.length > 0) {
    const batch = queue.splice(0, mostCommandsInABatch)
    const outcomes = await outcomesOf(batch.map((item) => item.queued))
    answer(
      batch.map((item, index) => ({ id: item.id, outcome: outcomes[index] as CommandOutcome })),
    )
    // Gives messages that arrived meanwhile, and a running backup's next step, their turn.
    await new Promise((resolve) => setImmediate(resolve))
  }
  isRunning = false
}

async function outcomesOf(batch: QueuedCommand[]): Promise<CommandOutcome[]> {
  if (!health.isHealthy) return batch.map(() => unavailable)
  try {
    return await runBatch(sqlite, db, batch)
  } catch (error) {
    if (!(error instanceof BatchLost)) throw error
    // Before the answers: who hears of the failure finds the storage unhealthy.
    if (error.isTrouble) health.failed(error.message)
    return batch.map(() => unavailable)
  }
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

function close(id: number): void {
  health.stop()
  try {
    sqlite.pragma('wal_checkpoint(truncate)')
  } catch {
    // On a full or locked disk the log stays as it is; the next start reads it.
  }
  sqlite.close()
  answer([{ id, outcome: { ok: true, value: null, events: [] } }])
  port?.close()
}

// Messages wait in the port meanwhile.
if (mustProbe) {
  await writeProbe(db).catch((error: unknown) => health.failed(String(error)))
}
if (health.isHealthy) post({ kind: 'health', cause: null })
port.on('message', (request: WriterRequest) => {
  if (request.kind === 'run') enqueue(request)
  else if (request.kind === 'backup') void backup(request)
  else close(request.id)
})
