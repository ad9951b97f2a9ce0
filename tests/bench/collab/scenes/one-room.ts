import { shortDraft } from '../drafts.ts'
import type { Joiner } from '../clients/orders.ts'
import type { Seeded, Seeds } from '../servers/server-kind.ts'
import type { Typing, TypingSpan } from '../typing-session.ts'

const PEOPLE = 50
/** Two of them have a process that is not busy with the others, and note what they see. */
const OBSERVERS = 2

export const oneRoomSeeds = (): Seeds => ({ state: shortDraft(PEOPLE), count: 1, people: PEOPLE })

/** One draft, 50 people, five keys a second each, carets on. */
export function oneRoom({ drafts, tokens }: Seeded, span: TypingSpan): Typing {
  const joiners = Array.from({ length: PEOPLE }, (_, n): Joiner => ({
    draft: drafts[0] ?? '',
    token: tokens[n] ?? null,
    paragraph: n,
  }))
  return {
    crowds: [
      { joiners: joiners.slice(OBSERVERS), observes: false },
      { joiners: joiners.slice(0, OBSERVERS), observes: true },
    ],
    keysPerSecond: 5,
    carets: true,
    warmUp: 2,
    ...span,
  }
}
