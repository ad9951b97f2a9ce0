import { appendEvents } from '#server/log/append-store.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { PlenaryEvent } from '#shared/events/events.ts'
import type { AnyCommand, CommittedEvent, Db, Tx } from './command.ts'

export interface QueuedCommand {
  command: AnyCommand
  input: unknown
  /** Stored with the result, so that a repeat after an unknown outcome answers the same. */
  key: string | null
}

/**
 * Runs a command and appends its events; the caller holds the transaction. Where the key is known
 * already, answers what was stored and changes nothing. Throws `conflict` for a key that another
 * command used.
 */
export async function runCommand(
  db: Db,
  { command, input, key }: QueuedCommand,
  clockOffset: number,
): Promise<{ value: unknown; events: CommittedEvent[] }> {
  if (key !== null) {
    const done = await db
      .selectFrom('idempotency')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirst()
    if (done && done.command !== command.name) {
      throw new PlenaryError('conflict', 'This key was used for another request.')
    }
    if (done) return { value: JSON.parse(done.result) as unknown, events: [] }
  }
  const realNow = Date.now()
  const emitted: PlenaryEvent[] = []
  const tx: Tx = {
    db,
    now: realNow + clockOffset,
    realNow,
    emit: (event) => void emitted.push(event),
  }
  const value: unknown = await command.run(tx, input)
  const events = await appendEvents(tx, emitted)
  if (key !== null) {
    await db
      .insertInto('idempotency')
      .values({ key, command: command.name, result: JSON.stringify(value ?? null), at: realNow })
      .execute()
  }
  return { value, events }
}
