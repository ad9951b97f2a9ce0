import type { Editor } from '@tiptap/react'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { DiscussedRanges } from './discussed-ranges.ts'
import type { Discussion } from './shown-draft.ts'

export interface DiscussedWords {
  /** The quotations that still stand in the text. */
  found: ReadonlySet<string>
  /** Scrolls to the words of a quotation and marks them as the ones meant. */
  goTo: (quote: string) => void
}

/** Marks the words that topics are about, and leads to them. Draws anew only when one comes or goes. */
export function useDiscussedWords(editor: Editor, discussions: Discussion[]): DiscussedWords {
  const ranges = useMemo(
    () =>
      new DiscussedRanges(
        editor,
        discussions.map(({ quote }) => quote).filter((quote) => quote !== ''),
      ),
    [editor, discussions],
  )
  useEffect(() => ranges.follow(), [ranges])
  const found = useSyncExternalStore(ranges.subscribe, ranges.found)
  return useMemo(() => {
    const goTo = (quote: string) => {
      const range = ranges.choose(quote)
      if (!range) return
      const { node } = editor.view.domAtPos(range.from)
      const element = node instanceof Element ? node : node.parentElement
      element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
    }
    return { found, goTo }
  }, [editor, ranges, found])
}
