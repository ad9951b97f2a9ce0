import * as Y from 'yjs'
import { answerTasks } from '#server/workers/answer-tasks.ts'
import { admit } from './admission/admit.ts'
import type { Verdict } from './admission/admit.ts'
import { DraftIndex } from './admission/draft-index.ts'
import type { PackedIndex } from './admission/draft-index.ts'
import { FrameRefused } from './refusals.ts'
import type { Refusal } from './refusals.ts'

/** What would block the event loop: large frames, large drafts. */
export type ReadingTask =
  /** Admits a frame where `clocks` and `index` say what is stored and queued. */
  | { kind: 'admit'; update: Uint8Array; clocks: ReadonlyMap<number, number>; index: PackedIndex }
  /** What a text must be indexed by. */
  | { kind: 'index'; parts: Uint8Array[] }
  /** What a client with this vector (encoded) lacks of each part. */
  | { kind: 'diff'; parts: Uint8Array[]; vector: Uint8Array }

export type ReadingResult =
  | { kind: 'admit'; verdict: Verdict }
  | { kind: 'refused'; reason: Refusal }
  | { kind: 'index'; index: PackedIndex }
  | { kind: 'diff'; updates: Uint8Array[] }

answerTasks((task: ReadingTask): ReadingResult => {
  switch (task.kind) {
    case 'admit':
      return judge(task)
    case 'index':
      return { kind: 'index', index: DraftIndex.of(task.parts).pack() }
    case 'diff':
      return {
        kind: 'diff',
        updates: task.parts.map((part) => Y.diffUpdate(part, task.vector)),
      }
  }
})

function judge({ update, clocks, index }: Extract<ReadingTask, { kind: 'admit' }>): ReadingResult {
  const { deletions, places } = DraftIndex.unpack(index)
  try {
    const verdict = admit(update, {
      known: (client) => clocks.get(client) ?? 0,
      missingDeletions: (deletion) => deletions.missing(deletion),
      placeOf: (client, clock) => places.placeOf(client, clock),
    })
    return { kind: 'admit', verdict }
  } catch (error) {
    if (error instanceof FrameRefused) return { kind: 'refused', reason: error.reason }
    throw error
  }
}
