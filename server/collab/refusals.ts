/**
 * Why a connection was ended, as the machine word that is sent with the close code. The gateway
 * turns these into close codes (close-codes.ts); the editor turns them into words.
 */
export type Refusal =
  | 'noSession'
  | 'notFound'
  | 'origin'
  /** Reading was withdrawn while connected. */
  | 'withdrawn'
  | 'epoch'
  | 'schema'
  | 'identity'
  /** Content that no draft may hold: foreign kinds, foreign roots. */
  | 'content'
  /** Bytes that are no message or no update. */
  | 'malformed'
  /** Structs that need each other, or themselves (H2). */
  | 'circle'
  | 'tooManyClients'
  | 'frameTooLarge'
  | 'draftTooLarge'
  | 'awarenessTooLarge'
  | 'tooFast'
  | 'tooManyConnections'
  /** Too many frames wait for text that is not there. */
  | 'tooManyGaps'
  /** The right to write was taken or given: come back and be asked again. */
  | 'rights'
  | 'storage'
  /** The room's picture of the draft is out of date: come back to a fresh one. */
  | 'stale'
  /** Over polling: a part of a frame came twice or not at all. */
  | 'outOfOrder'
  | 'shutdown'

/** Thrown inside admission only; `Room` catches it. */
export class FrameRefused extends Error {
  readonly reason: Refusal
  constructor(reason: Refusal) {
    super(reason)
    this.reason = reason
  }
}
