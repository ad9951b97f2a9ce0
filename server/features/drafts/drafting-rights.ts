import { authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import type { AppendRefusal } from '#server/collab/ports.ts'
import type { Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { DraftHead } from './draft-append-store.ts'

/** Milliseconds: rights also end by the clock (a term, a grant, midnight). */
const keptFor = 20_000
const mostKept = 10_000

type Answer = Authorized | AppendRefusal

interface Kept {
  answer: Answer
  lastSeq: number
  recordedAt: number | null
  until: number
}

const kept = new Map<string, Kept>()

/**
 * Whether this person may write in this draft now, read in the append's own transaction. Typing
 * asks it at every keystroke: an answer holds as long as the group's log has no new event, since
 * no right changes without one, and for twenty seconds at most.
 */
export async function draftingRights(tx: Tx, caller: Caller, head: DraftHead): Promise<Answer> {
  const key = `${caller.personId} ${caller.scopes?.join() ?? '*'} ${head.id}`
  const known = kept.get(key)
  const { last_seq: lastSeq, last_recorded_at: recordedAt } = head
  const holds =
    known?.lastSeq === lastSeq && known.recordedAt === recordedAt && known.until > tx.realNow
  if (holds) return known.answer
  const on = { kind: 'draft', id: head.id } as const
  const answer = await authorize(tx, caller, 'draft.edit', on).catch(asRefusal)
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, { answer, lastSeq, recordedAt, until: tx.realNow + keptFor })
  return answer
}

function asRefusal(error: unknown): AppendRefusal {
  if (!(error instanceof PlenaryError)) throw error
  return error.code === 'frozen' || error.code === 'closed' ? 'frozen' : 'denied'
}
