/**
 * What the co-editing engine asks of the world. The engine imports no feature and no storage: the
 * product hands it these ports. Rule numbers (C1…) refer to docs/spec/collab.md.
 */

/** Opaque to the engine: the name behind `/collab/`. */
export type DraftId = string

/** Opaque to the engine: a person of the product. */
export type PersonId = string

/** What `DraftAccess` admitted; the engine carries it to `DraftLog.append` and never looks inside. */
export type Actor = object

/** Structs of one client id: the clocks from `from` (inclusive) to `to` (exclusive). */
export interface ClientRange {
  client: number
  from: number
  to: number
}

/** `len` clocks of `client` from `clock` on are deleted. */
export interface Deletion {
  client: number
  clock: number
  len: number
}

/** The stored next clock of `client` must be at least `clock`, else the row hangs on nothing. */
export interface Need {
  client: number
  clock: number
}

/**
 * From `clock` on, `client`'s text of a server's change was written by this person, for this agency:
 * what was restored or put back is theirs, not its mover's. Opaque to the engine.
 */
export interface Credit {
  client: number
  clock: number
  personId: PersonId | null
  agencyId: string | null
}

/** One update to be stored. `bytes` is a Yjs update (v1) from which all duplicates are trimmed. */
export interface AppendRow {
  draftId: DraftId
  /** Of the room that admitted it; a row of another epoch is refused with `epoch`. */
  epoch: string
  actor: Actor
  /** Whose structs and deletions these are; credited by them. */
  personId: PersonId
  bytes: Uint8Array
  /** New structs; at most one range a client. Empty when the row only deletes. */
  structs: ClientRange[]
  /** Deletions that no stored row made before. */
  deletions: Deletion[]
  /** All that origins, parents and deletions need of the stored state, at most one a client. */
  needs: Need[]
  /** Of changes that the server makes; nothing that comes over a wire has any (H1). */
  credits?: Credit[]
}

export type AppendRefusal =
  /** The actor may no longer write. */
  | 'denied'
  /** The draft's state forbids writing. */
  | 'frozen'
  /** The draft's epoch is another one now. */
  | 'epoch'
  /** A client id of `structs` is bound to another person. */
  | 'identity'
  /** A range does not begin at the stored next clock, or a need is not met (H7). */
  | 'gap'
  /** The draft would pass its bound. */
  | 'tooLarge'
  /** Not stored, for a reason of the storage; or it is unknown whether it was. */
  | 'storage'

export type AppendResult = { ok: true; seq: number } | { ok: false; code: AppendRefusal }

export interface StoredRow {
  seq: number
  update: Uint8Array
}

export interface StoredClient {
  clientId: number
  /** null: structs that no person may continue (seeded or imported content). */
  personId: PersonId | null
  /** 0 while the id is only reserved. */
  nextClock: number
}

export interface StoredDraft {
  epoch: string
  snapshot: Uint8Array | null
  /** What came after the snapshot, ascending by `seq`. */
  rows: StoredRow[]
  /** Every client id that occurs in snapshot or rows, and every reserved one. */
  clients: StoredClient[]
  /** Client ids of earlier epochs (H14). */
  earlierClients: number[]
}

/** The first clock of a struct. */
export interface StructId {
  client: number
  clock: number
}

/** Text that nobody deleted, in an element that somebody else deleted meanwhile (H6). */
export interface OrphanText extends StructId {
  text: string
  /** The words before it in its paragraph. */
  near: string
  /** What stood beside the deleted element and still stands. */
  left: StructId | null
  right: StructId | null
}

/** A row that makes a draft unreadable, or hangs on one that does (rule C10). */
export interface BadRow {
  seq: number
  structs: ClientRange[]
  deletions: Deletion[]
}

/** Where drafts are stored. All promises may reject: then it is unknown what was stored (rule C12). */
export interface DraftLog {
  /** null when there is no such draft. Everything from one read transaction. */
  load(draftId: DraftId): Promise<StoredDraft | null>
  /**
   * Stores rows in the order given and resolves after the durable commit, one result a row.
   * Rows belong to several drafts. Each row is checked again inside the transaction, in the order
   * of AppendRefusal; a refused row leaves the others standing, but what depends on it is refused
   * with `gap`. An accepted row binds its client ids to the person and moves their next clocks.
   */
  append(rows: AppendRow[]): Promise<AppendResult[]>
  /**
   * In one transaction: writes the snapshot, keeps the orphans so that they are offered, and deletes
   * exactly the rows of these numbers.
   */
  compact(
    draftId: DraftId,
    compacted: {
      epoch: string
      snapshot: Uint8Array
      seqs: number[]
      orphans: OrphanText[]
    },
  ): Promise<void>
  /**
   * In one transaction: takes the rows out of the draft, bytes kept apart with the reason; the next
   * clocks go back to where the rows began, and nobody can continue these client ids any more.
   */
  quarantine(
    draftId: DraftId,
    bad: { epoch: string; failure: string; rows: BadRow[] },
  ): Promise<void>
  /**
   * Binds client ids that were announced but not yet used (H1), before others get to know them.
   * Answers those that are bound to somebody else; these stay as they are.
   */
  reserveClients(
    draftId: DraftId,
    personId: PersonId,
    clientIds: number[],
  ): Promise<{ foreign: number[] }>
}

/** Whether the log can store at present (rule C12). Loading does not depend on it. */
export interface LogHealth {
  isHealthy(): boolean
  /** Called after each change, when `isHealthy` answers so already. */
  onHealth(listener: (isHealthy: boolean) => void): () => void
}

export interface Credentials {
  cookieHeader: string | null
  authorization: string | null
  origin: string | null
  host: string | null
  remoteAddress: string | null
}

/** What presence shows of a person; made by the server, never taken from a client (H22). */
export interface PresentPerson {
  id: PersonId
  name: string
  /** The acronym or name of the agency for which the person acts. */
  agency: string
  /** The short text on the agency's plate. */
  plate: string
  /** CSS colours for light and dark. */
  colour: { light: string; dark: string }
}

export interface Admitted {
  outcome: 'admitted'
  actor: Actor
  /** By which a change may name this connection's session or token; null when there is none. */
  sessionId: string | null
  person: PresentPerson
  canWrite: boolean
  /** Machine word: why it may not write (`frozen`, `notDrafter`, …). Sent with message 2. */
  reason?: string
}

export interface Refused {
  outcome: 'refused'
  /** `notFound`: not there, or not theirs to know. `origin`: a foreign Origin header. */
  code: 'noSession' | 'notFound' | 'origin'
}

/** Names the connections whose rights may be different now. The first key that is present counts. */
export type AccessChange =
  | { all: true }
  | { draftId: DraftId }
  | { personId: PersonId }
  | { sessionId: string }

/** Who may enter. The engine asks at the door and again after each change (rule C7). */
export interface DraftAccess {
  enter(credentials: Credentials, draftId: DraftId): Promise<Admitted | Refused>
  /** The same question for a connection that is already in. */
  refresh(actor: Actor, draftId: DraftId): Promise<Admitted | Refused>
  /** The product calls `listener` when rights, sessions or a draft's state changed. */
  onChange(listener: (change: AccessChange) => void): () => void
}

/** Real time, in milliseconds: rates, keep-alives and presence clocks. Never domain time. */
export interface Clock {
  now(): number
  /** Calls `task` once after `ms`; the answer cancels it. Must not keep the process alive. */
  after(ms: number, task: () => void): () => void
}

/** Counters; carry no ids (H19). */
export interface CollabMetrics {
  roomOpened(): void
  roomClosed(): void
  connectionOpened(): void
  connectionClosed(): void
  /** A connection or frame was refused; the reason is one of `Refusal` or `denied`. */
  refused(reason: string): void
  committed(batch: { rows: number; bytes: number; ms: number }): void
  compacted(run: { rows: number; ms: number }): void
  compactionFailed(): void
  /** Rows taken out because they made a draft unreadable. */
  quarantined(rows: number): void
  /** Milliseconds from a frame's arrival to its being shown to the others. */
  propagated(ms: number): void
}

export interface CollabLogger {
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
