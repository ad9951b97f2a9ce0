import * as Y from 'yjs'
import type { Action } from './simulation-actions.ts'
import type { Ledger } from './simulation-ledger.ts'

type Edit = Extract<
  Action,
  {
    do:
      | 'write'
      | 'newParagraph'
      | 'delete'
      | 'deleteParagraph'
      | 'replaceParagraph'
      | 'format'
      | 'setLevel'
  }
>

/** What an edit does to the text; into a text without paragraphs everybody writes one first. */
export function applyEdit(fragment: Y.XmlFragment, edit: Edit, ledger: Ledger): void {
  if (edit.do === 'newParagraph' || fragment.length === 0) {
    const at = edit.do === 'newParagraph' ? edit.at % (fragment.length + 1) : 0
    return insertBlock(fragment, at, 'paragraph', ledger.newLetter())
  }
  const index = edit.paragraph % fragment.length
  const block = fragment.get(index) as Y.XmlElement
  const text = block.get(0) as Y.XmlText
  switch (edit.do) {
    case 'write': {
      const word = Array.from({ length: edit.letters }, () => ledger.newLetter()).join('')
      return text.insert(edit.at % (text.length + 1), word)
    }
    case 'delete': {
      const from = text.length === 0 ? 0 : edit.at % text.length
      return text.delete(from, Math.min(text.length - from, edit.letters))
    }
    case 'deleteParagraph':
      return fragment.delete(index, 1)
    case 'replaceParagraph':
      fragment.delete(index, 1)
      return insertBlock(fragment, index, 'heading', plainText(text))
    case 'format': {
      const from = text.length === 0 ? 0 : edit.at % text.length
      return text.format(from, Math.min(3, text.length - from), {
        bold: edit.isBold ? true : null,
      })
    }
    case 'setLevel':
      return block.setAttribute('level', String(edit.level))
  }
}

export function insertBlock(
  fragment: Y.XmlFragment,
  at: number,
  name: string,
  words: string,
): void {
  const block = new Y.XmlElement(name)
  const text = new Y.XmlText()
  block.insert(0, [text])
  fragment.insert(at, [block])
  text.insert(0, words)
}

function plainText(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('')
}
