import type { Kysely } from 'kysely'
import type { PlenaryEvent } from '#shared/events/events.ts'
import type { Database } from './schema.ts'

/** A connection, or the open transaction on one. Stores take it as their first argument. */
export type Db = Kysely<Database>

/** What a command may touch: the transaction it runs in, the clock, and the log. */
export interface Tx {
  db: Db
  /** Domain time (posts, invitations, deadlines), in milliseconds. A demonstration's is 2007. */
  now: number
  /** Real time (sessions, secrets), in milliseconds. */
  realNow: number
  /** Appends to the event log of the same transaction; `seq` is given when the command ends. */
  emit(event: PlenaryEvent): void
}

/**
 * A change of the database, run by the writer strictly one after another. `run` awaits nothing but
 * `tx.db`: anything else would hold up every other command (H11). Input and result are plain data.
 */
export interface Command<Input, Result> {
  name: string
  run(tx: Tx, input: Input): Promise<Result>
}

// oxlint-disable-next-line typescript/no-explicit-any -- a registry holds commands of every shape
export type AnyCommand = Command<any, any>

export function command<Input, Result>(
  name: string,
  run: (tx: Tx, input: Input) => Promise<Result>,
): Command<Input, Result> {
  return { name, run }
}

/** An event as committed, told to the main thread for sockets, caches and log readers. */
export type CommittedEvent = PlenaryEvent & { seq: number; at: number }

export type CommandOutcome =
  | { ok: true; value: unknown; events: CommittedEvent[] }
  | { ok: false; code: string; detail: string; fields?: { path: string; message: string }[] }
