import { type Editor, useEditorState } from '@tiptap/react'
import { useEffect, useMemo, useState } from 'react'
import { WordIndex, type WordRange } from './find-words.ts'
import type { Discussion } from './shown-draft.ts'

export interface DiscussedWords {
  /** The quotations that still stand in the text. */
  found: ReadonlySet<string>
  /** Scrolls to the words of a quotation and marks them as the ones meant. */
  goTo: (quote: string) => void
}

const ALL = 'draft-discussed'
const CHOSEN = 'draft-discussed-chosen'

/**
 * Marks the words that topics are about. They are painted over the text (CSS highlights) instead of
 * being put into it: nothing of it can be edited, sent or stored by mistake.
 */
export function useDiscussedWords(editor: Editor, discussions: Discussion[]): DiscussedWords {
  const [chosen, setChosen] = useState<string | null>(null)
  const doc = useEditorState({ editor, selector: ({ editor: current }) => current.state.doc })
  const ranges = useMemo(() => findAll(doc, discussions), [doc, discussions])

  useEffect(() => {
    const painted = requestAnimationFrame(() => paint(editor, ranges, chosen))
    return () => cancelAnimationFrame(painted)
  }, [editor, ranges, chosen])
  useEffect(() => erase, [])

  const goTo = (quote: string) => {
    const range = ranges.get(quote)
    if (!range) return
    setChosen(quote)
    const { node } = editor.view.domAtPos(range.from)
    const element = node instanceof Element ? node : node.parentElement
    element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  }
  return { found: new Set(ranges.keys()), goTo }
}

function findAll(doc: Editor['state']['doc'], discussions: Discussion[]): Map<string, WordRange> {
  const found = new Map<string, WordRange>()
  if (discussions.length === 0) return found
  const index = new WordIndex(doc)
  for (const { quote } of discussions) {
    const range = index.find(quote)
    if (range) found.set(quote, range)
  }
  return found
}

function paint(editor: Editor, ranges: Map<string, WordRange>, chosen: string | null): void {
  // Older browsers know no highlights: there the rail alone leads to the words.
  if (!('highlights' in CSS) || editor.isDestroyed || !editor.view.dom.isConnected) return
  const toRange = ({ from, to }: WordRange) => {
    const [start, end] = [editor.view.domAtPos(from, 1), editor.view.domAtPos(to, -1)]
    const range = document.createRange()
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return range
  }
  const own = chosen === null ? undefined : ranges.get(chosen)
  CSS.highlights.set(ALL, new Highlight(...[...ranges.values()].map((range) => toRange(range))))
  CSS.highlights.set(CHOSEN, new Highlight(...(own ? [toRange(own)] : [])))
}

function erase(): void {
  if (!('highlights' in CSS)) return
  CSS.highlights.delete(ALL)
  CSS.highlights.delete(CHOSEN)
}
