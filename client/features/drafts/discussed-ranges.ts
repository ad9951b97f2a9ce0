import type { Editor } from '@tiptap/react'
import { WordIndex, type WordRange } from './find-words.ts'

/** Milliseconds of rest after which the words are looked for again: typing is not to wait for it. */
const REST = 400
const ALL = 'draft-discussed'
const CHOSEN = 'draft-discussed-chosen'

type Ranges = ReadonlyMap<string, WordRange>

/**
 * Where the discussed words stand while the text changes. With each change their places are moved
 * along; only after a rest is the whole text searched. They are painted over the text (CSS
 * highlights) instead of being put into it: nothing of it can be edited, sent or stored by mistake.
 */
export class DiscussedRanges {
  readonly #editor: Editor
  readonly #quotes: string[]
  readonly #listeners = new Set<() => void>()
  #ranges: Ranges = new Map()
  #found: ReadonlySet<string> = new Set()
  #chosen: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #frame: number | undefined

  constructor(editor: Editor, quotes: string[]) {
    this.#editor = editor
    this.#quotes = quotes
  }

  /** The quotations that still stand in the text; the same set until that changes. */
  readonly found = (): ReadonlySet<string> => this.#found

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Begins to follow the text; the answer ends it. */
  follow(): () => void {
    this.#editor.on('transaction', this.#follow)
    this.#search()
    return () => {
      this.#editor.off('transaction', this.#follow)
      clearTimeout(this.#timer)
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
      erase()
    }
  }

  /** Marks these words as the ones meant; answers where they stand. */
  choose(quote: string): WordRange | undefined {
    const range = this.#ranges.get(quote)
    if (range !== undefined) this.#chosen = quote
    this.#paintSoon()
    return range
  }

  readonly #follow = ({ transaction }: TransactionEvent): void => {
    if (!transaction.docChanged || this.#quotes.length === 0) return
    const { mapping } = transaction
    const moved = [...this.#ranges].map(([quote, { from, to }]): [string, WordRange] => [
      quote,
      { from: mapping.map(from, 1), to: mapping.map(to, -1) },
    ])
    this.#ranges = new Map(moved.filter(([, { from, to }]) => from < to))
    this.#paintSoon()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#search(), REST)
  }

  #search(): void {
    const found = new Map<string, WordRange>()
    if (this.#quotes.length > 0 && !this.#editor.isDestroyed) {
      const index = new WordIndex(this.#editor.state.doc)
      for (const quote of this.#quotes) {
        const range = index.find(quote)
        if (range !== null) found.set(quote, range)
      }
    }
    this.#ranges = found
    this.#paintSoon()
    if (found.size === this.#found.size && [...found.keys()].every((q) => this.#found.has(q)))
      return
    this.#found = new Set(found.keys())
    for (const listener of this.#listeners) listener()
  }

  #paintSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined
      paint(this.#editor, this.#ranges, this.#chosen)
    })
  }
}

type TransactionEvent = { transaction: Editor['state']['tr'] }

function paint(editor: Editor, ranges: Ranges, chosen: string | null): void {
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
