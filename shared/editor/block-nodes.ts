import { Node, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core'
import { NODE_RULES, isParagraphNumber } from './draft-rules.ts'

/** Throws where ProseMirror checks a node's attribute; one rule for schema, reader and renderer. */
export function check(node: string, attribute: string): (value: unknown) => void {
  return (value) => {
    if (NODE_RULES[node]?.attributes[attribute]?.isValid(value) !== true)
      throw new RangeError(`bad ${attribute} of ${node}`)
  }
}

/** `number` is the paragraph's number as text ("2 bis"), shown in the margin, never counted. */
export const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  addAttributes() {
    return {
      number: {
        default: null,
        validate: check('paragraph', 'number'),
        keepOnSplit: false,
        parseHTML: (element: HTMLElement) => {
          const number = element.getAttribute('data-number')
          return isParagraphNumber(number) ? number : null
        },
        renderHTML: ({ number }) => (number === null ? {} : { 'data-number': String(number) }),
      },
    }
  },
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: ({ HTMLAttributes }) => ['p', { ...HTMLAttributes, dir: 'auto' }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode('paragraph') }
  },
})

const LEVELS = [1, 2, 3] as const

/** Deeper headings that are pasted become level 3. */
export const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes() {
    return { level: { default: 1, validate: check('heading', 'level'), rendered: false } }
  },
  parseHTML: () => [
    ...LEVELS.map((level) => ({ tag: `h${level}`, attrs: { level } })),
    ...[4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: 3 } })),
  ],
  renderHTML: ({ node }) => [`h${String(node.attrs['level'])}`, { dir: 'auto' }, 0],
  addKeyboardShortcuts() {
    return Object.fromEntries(
      LEVELS.map((level) => [
        `Mod-Alt-${level}`,
        () => this.editor.commands.toggleNode('heading', 'paragraph', { level }),
      ]),
    )
  },
  addInputRules() {
    return LEVELS.map((level) =>
      textblockTypeInputRule({
        find: new RegExp(`^#{${level}}\\s$`),
        type: this.type,
        getAttributes: { level },
      }),
    )
  },
})

export const Blockquote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', { dir: 'auto' }, 0],
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap('blockquote') }
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })]
  },
})
