import type { DraftNode } from '#shared/editor/draft-node.ts'
import { deviceDatabase } from './device-person.ts'

/** One's own text that the server will not take any more, until its owner has seen to it. */
export interface OfferedText {
  key: string
  draftId: string
  title: string | null
  doc: DraftNode
  hasUnsaved: boolean
  /** `stale`: the shared text is another one now. Else access ended. */
  reason: 'stale' | 'withdrawn' | 'notFound'
}

let last = 0

/** `<draftId>/<number>`: a draft may have several, in the order in which they came. */
export function newTextKey(draftId: string): string {
  last = Math.max(last + 1, Date.now())
  return `${draftId}/${last}`
}

/**
 * Keeps it on this device, so that a reload with the offer on the screen loses nothing. Where nothing
 * is kept (a shared computer), it is on the page alone, as before.
 */
export async function keepOfferedText(text: OfferedText): Promise<void> {
  await deviceDatabase()
    ?.put('texts', text.key, text)
    .catch(() => undefined)
}

export async function forgetOfferedText({ key }: OfferedText): Promise<void> {
  await deviceDatabase()
    ?.delete('texts', key)
    .catch(() => undefined)
}

/** Those of this person, or of one draft, oldest first. */
export async function offeredTexts(draftId?: string): Promise<OfferedText[]> {
  const entries = await deviceDatabase()
    ?.entries('texts')
    .catch(() => [])
  const texts = (entries ?? []).map(([, text]) => text as OfferedText)
  return draftId === undefined ? texts : texts.filter((text) => text.draftId === draftId)
}
