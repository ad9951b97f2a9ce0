import { shortDraft } from '../drafts.ts'
import type { Joiner } from '../clients/orders.ts'
import type { Seeded, Seeds } from '../servers/server-kind.ts'
import type { Typing, TypingSpan } from '../typing-session.ts'

const DRAFTS = 200
const EACH = 3
const PEOPLE = 60

export const manyRoomsSeeds = (): Seeds => ({
  state: shortDraft(EACH),
  count: DRAFTS,
  people: PEOPLE,
})

/** 200 drafts with three people each, one key a second each; all of them note what they see. */
export function manyRooms({ drafts, tokens }: Seeded, span: TypingSpan): Typing {
  const joiners = Array.from({ length: DRAFTS * EACH }, (_, n): Joiner => ({
    draft: drafts[n % DRAFTS] ?? '',
    token: tokens[n % PEOPLE] ?? null,
    paragraph: Math.floor(n / DRAFTS),
  }))
  return {
    crowds: [{ joiners, observes: true }],
    keysPerSecond: 1,
    carets: false,
    warmUp: 2,
    ...span,
  }
}
