import type { Author } from '#shared/editor/author-table.ts'
import { authoredUpdate } from '#shared/editor/authored-seed.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { day } from '#shared/time.ts'
import * as Y from 'yjs'
import type { Seed } from './drafts-service.ts'
import { freshClientId } from './text-seeds.ts'

/** A first text and who is credited with it. */
export interface AuthoredText extends Seed {
  /** From these clocks of the seed on; null: nobody. */
  authors: { clock: number; author: Author | null }[]
  /** One clock each; `at` in milliseconds. */
  deletions: { clock: number; author: Author | null; at: number }[]
}

/**
 * A text that was exported with who wrote it, to begin a draft with. `runs` and `deletions` as the
 * contract of the export has them, flat, with indexes into `authors`. Throws UnsoundDraft.
 */
export function seedAuthored(
  document: DraftNode,
  authors: readonly Author[],
  carried: { runs?: number[] | null | undefined; deletions?: number[] | null | undefined },
): AuthoredText {
  const clientId = freshClientId()
  const runs = inThrees(carried.runs).map(([from, to, author]) => ({ from, to, author }))
  const takenOut = inThrees(carried.deletions)
  const marks = takenOut.map(([at], credit) => ({ at, credit }))
  const seed = authoredUpdate(document, clientId, { runs, marks })
  const vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(seed.update))
  return {
    update: seed.update,
    clientId,
    nextClock: vector.get(clientId) ?? 0,
    authors: seed.authors.map(({ clock, author }) => ({ clock, author: authors[author] ?? null })),
    deletions: seed.deletions.map(({ clock, credit }) => {
      const [, author = -1, on = 0] = takenOut[credit] ?? []
      return { clock, author: authors[author] ?? null, at: on * day }
    }),
  }
}

function inThrees(carried: readonly number[] | null | undefined): [number, number, number][] {
  const flat = carried ?? []
  const triples: [number, number, number][] = []
  for (let at = 0; at + 2 < flat.length; at += 3)
    triples.push([flat[at] ?? 0, flat[at + 1] ?? 0, flat[at + 2] ?? 0])
  return triples
}
