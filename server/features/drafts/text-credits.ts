import type { Credit } from '#server/collab/ports.ts'
import { authorAt } from '#shared/editor/author-at.ts'
import type { Authorship } from '#shared/editor/authorship.ts'
import type { PlacedWords } from '#shared/editor/restore-draft.ts'

/**
 * Whose the restored words are: those who had written them, as the version says, and nobody's where
 * it does not say; never whoever restored them. Ascending by clock.
 */
export function creditsOf(
  placed: readonly PlacedWords[],
  client: number,
  { authors, runs }: Authorship,
): Credit[] {
  const credits: Credit[] = []
  for (const { clock, length, position } of placed.toSorted((a, b) => a.clock - b.clock)) {
    for (let at = 0; at < length;) {
      const { author, until } = authorAt(runs, position + at)
      const { personId = null, agencyId = null } = authors[author ?? -1] ?? {}
      const last = credits.at(-1)
      if (!last || last.personId !== personId || last.agencyId !== agencyId)
        credits.push({ client, clock: clock + at, personId, agencyId })
      at = Math.min(length, until - position)
    }
  }
  return credits
}
