import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { failureCode } from '../../api/api-error.ts'
import type { StaleCopy } from '../../editor/connection/draft-connection.ts'
import { devicePerson } from '../../offline/device-person.ts'
import { isFromDevice } from '../../offline/kept-answers.ts'
import { useLatest } from '../../editor/use-latest.ts'
import type { ShownDraft } from './shown-draft.ts'

/**
 * Copies on this device that no connection will open again: of an epoch that is over, or of a draft
 * that is not this person's to read any more. What was never sent is offered; then they go (H20).
 */
export function useLeftCopies(
  draftId: string,
  query: UseQueryResult<ShownDraft>,
  offer: (copy: StaleCopy) => Promise<void>,
): void {
  const latest = useLatest(offer)
  const isKnown = query.data !== undefined && !isFromDevice(query.data)
  const epoch = isKnown ? query.data.draft.epoch : null
  const isEnded = query.isError && ['not_found', 'forbidden'].includes(failureCode(query.error))
  useEffect(() => {
    const person = devicePerson()
    if (person === null || (epoch === null && !isEnded)) return
    void (async () => {
      const { keptCopies } = await import('../../editor/connection/kept-copies.ts')
      for (const copy of await keptCopies(person, draftId)) {
        if (!isEnded && copy.epoch === epoch) continue
        const reason = isEnded ? 'notFound' : 'stale'
        if (copy.isUnsent) await latest.get()({ doc: copy.text, hasUnsaved: true, reason })
        await copy.forget()
      }
    })()
  }, [draftId, epoch, isEnded, latest])
}
