import type { Editor } from '@tiptap/react'

type DraftDoc = Editor['state']['doc']

/** Positions in the document, both before a character. */
export interface WordRange {
  from: number
  to: number
}

/**
 * A document's words with where each character stands, as `selectedWords` reads them; blanks of any
 * kind and number count as one, so that a line broken elsewhere is still found.
 */
export class WordIndex {
  #text = ''
  readonly #positions: number[] = []

  constructor(doc: DraftDoc) {
    doc.descendants((node, position) => {
      if (node.isText) this.#take(node.text ?? '', position)
      else if (node.isTextblock || node.isLeaf) this.#take(' ', position)
      return true
    })
  }

  /** The first place where these words stand, or null. */
  find(words: string): WordRange | null {
    const wanted = words.replace(/\s+/g, ' ').trim()
    const at = wanted === '' ? -1 : this.#text.indexOf(wanted)
    const from = this.#positions[at]
    const last = this.#positions[at + wanted.length - 1]
    return from === undefined || last === undefined ? null : { from, to: last + 1 }
  }

  #take(text: string, position: number): void {
    for (let index = 0; index < text.length; index += 1) {
      const character = text.charAt(index)
      const isBlank = /\s/.test(character)
      if (isBlank && this.#text.endsWith(' ')) continue
      this.#text += isBlank ? ' ' : character
      this.#positions.push(position + index)
    }
  }
}
