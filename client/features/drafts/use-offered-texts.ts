import { useCallback, useEffect, useState } from 'react'
import type { StaleCopy } from '../../editor/connection/draft-connection.ts'
import {
  forgetOfferedText,
  keepOfferedText,
  newTextKey,
  type OfferedText,
  offeredTexts,
} from '../../offline/offered-texts.ts'

interface Offers {
  /** The text to be seen to now, or null. */
  first: OfferedText | null
  offer: (copy: StaleCopy) => Promise<void>
  /** The first one was seen to. */
  settle: () => void
}

/** Texts of a draft that could not be merged: of now, and those left from before a reload. */
export function useOfferedTexts(draftId: string, title: string | undefined): Offers {
  const [texts, setTexts] = useState<OfferedText[]>([])
  const add = useCallback((more: OfferedText[]) => {
    // A page that was just loaded may find what it has just kept.
    setTexts((shown) => [...shown, ...more.filter((one) => !shown.some((old) => isSame(old, one)))])
  }, [])
  useEffect(() => {
    void offeredTexts(draftId).then(add)
  }, [draftId, add])
  const offer = useCallback(
    async (copy: StaleCopy) => {
      const text = { ...copy, key: newTextKey(draftId), draftId, title: title ?? null }
      add([text])
      await keepOfferedText(text)
    },
    [draftId, title, add],
  )
  const first = texts[0] ?? null
  const settle = useCallback(() => {
    setTexts((shown) => shown.filter((one) => one !== first))
    if (first !== null) void forgetOfferedText(first)
  }, [first])
  return { first, offer, settle }
}

function isSame(a: OfferedText, b: OfferedText): boolean {
  return a.key === b.key || JSON.stringify(a.doc) === JSON.stringify(b.doc)
}
