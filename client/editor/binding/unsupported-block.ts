import { Node } from '@tiptap/core'

/**
 * Stands in the view, never in the shared text, for what this editor does not know (H5). Its label
 * comes from the style sheet's `--unsupported-label`, which the editor sets in the reader's words.
 */
export const UnsupportedBlock = Node.create({
  name: 'unsupportedBlock',
  group: 'block',
  atom: true,
  selectable: true,
  addAttributes: () => ({ words: { default: '', rendered: false } }),
  renderHTML: ({ node }) => [
    'div',
    { class: 'unsupported-block', contenteditable: 'false', dir: 'auto' },
    String(node.attrs['words']),
  ],
  renderText: ({ node }) => String(node.attrs['words']),
})
