import { type Plugin, TextSelection } from '@tiptap/pm/state'
import { splitBlock, setBlockType } from '@tiptap/pm/commands'
import * as Y from 'yjs'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { DRAFT_FRAGMENT, draftToUpdate, updateToDraft } from '#shared/editor/seed-draft.ts'
import { editorSchema, HeadlessView } from './headless-view.ts'

/** Somebody with a draft open: what one does is written as in the browser, and `sent` to others. */
export class BoundPerson {
  readonly doc = new Y.Doc()
  readonly view: HeadlessView
  readonly sent: Uint8Array[] = []

  constructor(markdown: string, extra: Plugin[] = []) {
    Y.applyUpdate(this.doc, draftToUpdate(markdownToDraft(markdown), 1), 'server')
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.sent.push(update)
    })
    this.view = new HeadlessView(this.doc.getXmlFragment(DRAFT_FRAGMENT), extra)
  }

  /** Brings what others sent; forgets it there. */
  receive(...others: BoundPerson[]): void {
    for (const other of others)
      for (const update of other.sent.splice(0)) Y.applyUpdate(this.doc, update, 'server')
  }

  /** Where these letters begin in one's view. */
  at(letters: string): number {
    let found = -1
    this.view.state.doc.descendants((node, position) => {
      const index = node.isText ? (node.text ?? '').indexOf(letters) : -1
      if (index !== -1 && found === -1) found = position + index
    })
    if (found === -1) throw new Error(`“${letters}” is not in the text`)
    return found
  }

  select(from: number, to = from): void {
    const { state } = this.view
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
  }

  /** The selected letters with those around them: `a[b]c`. */
  get caret(): string {
    const { doc, selection } = this.view.state
    const { $from, $to } = selection
    const start = $from.start()
    const around = (from: number, to: number) => doc.textBetween(from, to, '¶', '\uFFFC')
    return `${around(start, $from.pos)}[${around($from.pos, $to.pos)}]${around($to.pos, $to.end())}`
  }

  type(words: string, position: number): void {
    this.view.type(words, position)
  }

  delete(letters: string): void {
    const from = this.at(letters)
    this.view.dispatch(this.view.state.tr.delete(from, from + letters.length))
  }

  split(position: number): void {
    this.select(position)
    splitBlock(this.view.state, (transaction) => this.view.dispatch(transaction))
  }

  /** Turns the paragraph at a position into a heading. */
  toHeading(position: number): void {
    this.select(position)
    const heading = editorSchema.nodes['heading']
    if (heading === undefined) throw new Error('no headings')
    setBlockType(heading, { level: 2 })(this.view.state, (transaction) =>
      this.view.dispatch(transaction),
    )
  }

  get words(): string {
    return draftToText(updateToDraft(Y.encodeStateAsUpdate(this.doc)).doc)
  }
}
