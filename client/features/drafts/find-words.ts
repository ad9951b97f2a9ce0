import type { Editor } from '@tiptap/react'

type DraftDoc = Editor['state']['doc']

/** Positions in the document, both before a character. */
export interface WordRange {
  from: number
  to: number
}

interface Block {
  node: DraftDoc
  /** Of the block in the document. */
  position: number
  /** Where its words begin in the text of all. */
  start: number
}

/** A block's words with the blank before them; blocks that did not change are not read again. */
const wordsOf = new WeakMap<DraftDoc, string>()

/**
 * A document's words, as `selectedWords` reads them, and where each stands; blanks of any kind and
 * number count as one, so that a line broken elsewhere is still found.
 */
export class WordIndex {
  readonly #text: string
  readonly #blocks: Block[] = []

  constructor(doc: DraftDoc) {
    const texts: string[] = []
    let start = 0
    doc.descendants((node, position) => {
      if (!node.isTextblock) return true
      const words = blockWords(node)
      this.#blocks.push({ node, position, start })
      texts.push(words)
      start += words.length
      return false
    })
    this.#text = texts.join('')
  }

  /** The first place where these words stand, or null. */
  find(words: string): WordRange | null {
    const wanted = words.replace(/\s+/g, ' ').trim()
    const at = wanted === '' ? -1 : this.#text.indexOf(wanted)
    if (at === -1) return null
    return { from: this.#positionOf(at), to: this.#positionOf(at + wanted.length - 1) + 1 }
  }

  #positionOf(index: number): number {
    const after = this.#blocks.findIndex(({ start }) => start > index)
    const block = this.#blocks.at(after === -1 ? -1 : after - 1) as Block
    let found = block.position
    let seen = 0
    readBlock(block.node, (_character, inside) => {
      if (seen++ === index - block.start) found = block.position + inside
    })
    return found
  }
}

function blockWords(node: DraftDoc): string {
  const known = wordsOf.get(node)
  if (known !== undefined) return known
  let words = ''
  readBlock(node, (character) => (words += character))
  // The next block brings its own blank.
  words = words.trimEnd()
  wordsOf.set(node, words)
  return words
}

/** Each character that counts, with its position relative to the block's; the first is a blank. */
function readBlock(block: DraftDoc, take: (character: string, inside: number) => void): void {
  let isAfterBlank = false
  const read = (character: string, inside: number) => {
    const isBlank = /\s/.test(character)
    if (!(isBlank && isAfterBlank)) take(isBlank ? ' ' : character, inside)
    isAfterBlank = isBlank
  }
  read(' ', 0)
  block.descendants((node, position) => {
    const text = node.isText ? (node.text ?? '') : ' '
    for (let index = 0; index < text.length; index += 1)
      read(text.charAt(index), position + 1 + index)
    return false
  })
}
