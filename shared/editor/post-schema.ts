import { type Extensions, Node, getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { BulletList, ListItem, OrderedList } from './list-nodes.ts'
import { isPostLink } from './markdown-flavour.ts'
import { isMentionId } from './mention-link.ts'
import { SafeLink } from './safe-link.ts'
import { Table, TableCell, TableHeader, TableRow } from './table-nodes.ts'

const attribute = (name: string, isValid: (value: unknown) => boolean) => ({
  isRequired: true,
  default: '',
  validate: (value: unknown) => {
    if (!isValid(value)) throw new RangeError(`bad ${name} of mention`)
  },
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name}`) ?? '',
  renderHTML: (attributes: Record<string, unknown>) => ({
    [`data-${name}`]: String(attributes[name]),
  }),
})

/** A person or an agency that is named in a post, and thereby told of it. */
export const MentionNode = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    kind: attribute('kind', (value) => value === 'person' || value === 'agency'),
    id: attribute('id', isMentionId),
    label: attribute('label', (value) => typeof value === 'string' && value.length <= 200),
  }),
  parseHTML: () => [
    {
      tag: 'span[data-kind][data-id]',
      getAttrs: (element) =>
        isMentionId(element.dataset['id']) &&
        ['person', 'agency'].includes(element.dataset['kind'] ?? '')
          ? null
          : false,
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'span',
    { ...HTMLAttributes, class: 'mention', dir: 'auto' },
    `@${String(node.attrs['label'])}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs['label'])}`,
})

/** A cell of a pipe table is one line of words. */
const onlyLine = { content: 'paragraph' }

/** The composer's schema: what Markdown can say of a post, and nothing that it cannot. */
export const postExtensions: Extensions = [
  StarterKit.configure({
    heading: false,
    underline: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    link: false,
    trailingNode: false,
    paragraph: { HTMLAttributes: { dir: 'auto' } },
    blockquote: { HTMLAttributes: { dir: 'auto' } },
    codeBlock: { HTMLAttributes: { dir: 'auto' } },
  }),
  BulletList,
  OrderedList,
  ListItem,
  SafeLink.configure({ isLink: isPostLink }),
  Table,
  TableRow,
  TableHeader.extend(onlyLine),
  TableCell.extend(onlyLine),
]

export const postSchema = getSchema([...postExtensions, MentionNode])
