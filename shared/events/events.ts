import type { AttentionEvent } from './attention-events.ts'
import type { DraftEvent } from './draft-events.ts'
import type { ForumEvent } from './forum-events.ts'
import type { GroupEvent } from './group-events.ts'
import type { IdentityEvent } from './identity-events.ts'
import type { InvitationEvent } from './invitation-events.ts'
import type { SpaceEvent } from './space-events.ts'

/** Everything that can happen, as one union; each feature declares its own part. */
export type AnyEvent =
  | IdentityEvent
  | GroupEvent
  | SpaceEvent
  | InvitationEvent
  | ForumEvent
  | DraftEvent
  | AttentionEvent

export type EventKind = AnyEvent['kind']

/** Who may know that it happened: as `<kind>:<id>`. */
export type Audience =
  | `group:${string}`
  | `space:${string}`
  | `office:${string}`
  | `person:${string}`

/** What a command appends. Kind and payload come from the union above. */
export type PlenaryEvent = AnyEvent & {
  groupId: string
  audience: Audience
  spaceId: string | null
  subject: { kind: string; id: string }
  /** Null: the system, the command-line tool, or an imported record without an author. */
  actorId: string | null
  /** The agency acted for. */
  actorFor: string | null
  /** On which decision, request or event it rests. */
  cause?: string
  /** An imported record: the file's time instead of the clock's. */
  imported?: { at: number | null }
}
