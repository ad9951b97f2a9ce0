import type { DraftNode } from '#shared/editor/draft-node.ts'
import { devicePerson } from './device-person.ts'
import { keptTitle } from './kept-answers.ts'
import { offeredTexts } from './offered-texts.ts'

/** Words of this person that are on this device and nowhere else. */
export interface UnsentText {
  key: string
  /** null where the draft's page was not kept. */
  title: string | null
  doc: DraftNode
}

/** What signing out would throw away (H20); empty on a shared computer, which keeps nothing. */
export async function unsentWork(): Promise<UnsentText[]> {
  const person = devicePerson()
  if (person === null) return []
  const { keptCopies } = await import('../editor/connection/kept-copies.ts')
  const copies = (await keptCopies(person)).filter(({ isUnsent }) => isUnsent)
  const offered = (await offeredTexts()).filter(({ hasUnsaved }) => hasUnsaved)
  return [
    ...(await Promise.all(
      copies.map(async ({ draftId, epoch, text }) => ({
        key: `${draftId}/${epoch}`,
        title: await keptTitle(draftId),
        doc: text,
      })),
    )),
    ...offered.map(({ key, title, doc }) => ({ key, title, doc })),
  ]
}
