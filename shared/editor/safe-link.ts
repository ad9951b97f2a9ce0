import { InputRule, Mark, markPasteRule } from '@tiptap/core'

export interface SafeLinkOptions {
  /** Which addresses may be linked; others are never set, pasted or rendered. */
  isLink: (href: string) => boolean
}

const TYPED_ADDRESS = /(?:^|\s)(https?:\/\/[^\s<>"`]+[^\s<>"`.,;:!?)\]])\s$/
const PASTED_ADDRESS = /https?:\/\/[^\s<>"`]+[^\s<>"`.,;:!?)\]]/g

/** A link that carries an address and nothing else: no target, class or style from outside. */
export const SafeLink = Mark.create<SafeLinkOptions>({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addOptions: () => ({ isLink: () => false }),
  addAttributes() {
    return {
      href: {
        isRequired: true,
        default: '',
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !this.options.isLink(value))
            throw new RangeError('bad link')
        },
      },
    }
  },
  parseHTML() {
    return [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href') ?? ''
          return this.options.isLink(href) ? { href } : false
        },
      },
    ]
  },
  renderHTML({ mark }) {
    const href = String(mark.attrs['href'])
    if (!this.options.isLink(href)) return ['span', 0]
    return ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0]
  },
  addInputRules() {
    return [
      new InputRule({
        find: TYPED_ADDRESS,
        handler: ({ state, range, match }) => {
          const href = match[1] ?? ''
          if (!this.options.isLink(href)) return
          const start = range.from + match[0].indexOf(href)
          state.tr.addMark(start, start + href.length, this.type.create({ href }))
          state.tr.insertText(' ', start + href.length, range.to)
        },
      }),
    ]
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: PASTED_ADDRESS,
        type: this.type,
        getAttributes: ([href]) => (this.options.isLink(href) ? { href } : false),
      }),
    ]
  },
})
