import * as Y from 'yjs'
import { lettersOf } from '../drafts.ts'
import { now } from '../measure.ts'
import type { ClientOrder } from './orders.ts'
import { joinerFor, type Participant } from './participant.ts'

/** So that the first opening does not measure how this process learns to integrate a text. */
const PRACTICE = 5

/**
 * Milliseconds from connecting to the whole text being there, one number an opening. Who has opened
 * the draft stays in it.
 */
export async function openDraft(order: Extract<ClientOrder, { kind: 'open' }>): Promise<number[]> {
  const { joiner, length, server, times, update, url } = order
  const join = await joinerFor(server)
  for (let n = 0; n < PRACTICE; n++) Y.applyUpdate(new Y.Doc(), update)
  const opened: Participant[] = []
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const doc = new Y.Doc()
    const started = now()
    const { draft, token } = joiner
    const participant = join({ url, draft, token, doc, onSaved: () => undefined })
    await participant.synced
    took.push(now() - started)
    const found = lettersOf(doc)
    if (found !== length) throw new Error(`said to be complete with ${found} of ${length} letters`)
    opened.push(participant)
  }
  for (const participant of opened) participant.leave()
  return took
}
