import type { Db, Tx } from '#server/storage/command.ts'
import type { Scope, SubjectKind } from '#shared/contracts/contract.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Action } from '#shared/rules/action.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { actingSeat, type Viewer } from '#shared/rules/viewer.ts'
import { loadSubject } from './subject-store.ts'
import { loadViewer } from './viewer-store.ts'

/** Who sends a request or command. Plain data: it crosses to the writer thread. */
export interface Caller {
  personId: string
  /** An API token's scopes; null for a session. */
  scopes: readonly Scope[] | null
}

export interface Authorized {
  viewer: Viewer
  subject: Subject
  /** The agency for which this person acts in the subject's group. */
  agencyId: string | null
}

/** What an event says of its actor. */
export function actorOf(authorized: Authorized): { actorId: string; actorFor: string | null } {
  return { actorId: authorized.viewer.personId, actorFor: authorized.agencyId }
}

/**
 * Throws what the caller gets where `viewer` may not do `action` to that object: `not_found`
 * (unknown, or not theirs to know), `forbidden`, `unconfirmed`, `closed` or `frozen`.
 */
export async function authorizeViewer(
  db: Db,
  viewer: Viewer,
  action: Action,
  on: { kind: SubjectKind; id: string },
): Promise<Authorized> {
  const subject = await loadSubject(db, on.kind, on.id)
  const verdict = subject ? can(action, viewer, subject) : 'not_found'
  if (!subject || verdict) throw new PlenaryError(verdict ?? 'not_found')
  return { viewer, subject, agencyId: actingSeat(viewer, subject.groupId)?.agencyId ?? null }
}

/**
 * The same question inside a command's transaction, with the person's rights read there: what a
 * command rests on may have ended since the request came in.
 */
export async function authorize(
  tx: Tx,
  caller: Caller,
  action: Action,
  on: { kind: SubjectKind; id: string },
): Promise<Authorized> {
  const viewer = await loadViewer(tx.db, caller.personId, tx.now, caller.scopes)
  if (!viewer) throw new PlenaryError('not_signed_in')
  return authorizeViewer(tx.db, viewer, action, on)
}
