import {
  Table as TiptapTable,
  TableCell as TiptapTableCell,
  TableHeader as TiptapTableHeader,
  TableRow as TiptapTableRow,
} from '@tiptap/extension-table'
import { check } from './block-nodes.ts'
import { MAX_SPAN, NODE_RULES } from './draft-rules.ts'

/** Everything but a table: prosemirror-tables does not work on tables inside tables. */
const CELL_CONTENT = `(${(NODE_RULES['tableCell']?.children ?? []).join(' | ')})+`

export const Table = TiptapTable.extend({
  // A plain table: the library's own view writes inline styles for widths, which we do not keep.
  addNodeView: () => null as never,
  renderHTML: () => ['div', { class: 'draft-table' }, ['table', ['tbody', 0]]],
}).configure({ resizable: false })

export const TableRow = TiptapTableRow

const cellAttributes = (name: 'tableCell' | 'tableHeader') => ({
  colspan: { default: 1, validate: check(name, 'colspan'), parseHTML: span('colspan') },
  rowspan: { default: 1, validate: check(name, 'rowspan'), parseHTML: span('rowspan') },
  align: {
    default: null,
    validate: check(name, 'align'),
    parseHTML: (element: HTMLElement) => {
      const align = element.style.textAlign || element.getAttribute('align')
      return align === 'left' || align === 'center' || align === 'right' ? align : null
    },
    renderHTML: ({ align }: Record<string, unknown>) =>
      align === null ? {} : { 'data-align': String(align) },
  },
})

/** `colspan` 10⁸ hangs every reader (H5), and a pasted page may bring it. */
function span(name: string) {
  return (element: HTMLElement) => {
    const value = Number(element.getAttribute(name) ?? 1)
    return Number.isInteger(value) ? Math.min(Math.max(value, 1), MAX_SPAN) : 1
  }
}

export const TableCell = TiptapTableCell.extend({
  content: CELL_CONTENT,
  addAttributes: () => cellAttributes('tableCell'),
  parseHTML: () => [{ tag: 'td' }],
}).configure({ HTMLAttributes: { dir: 'auto' } })

export const TableHeader = TiptapTableHeader.extend({
  content: CELL_CONTENT,
  addAttributes: () => cellAttributes('tableHeader'),
  parseHTML: () => [{ tag: 'th' }],
}).configure({ HTMLAttributes: { dir: 'auto' } })
