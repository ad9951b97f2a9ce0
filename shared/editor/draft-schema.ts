import { type Extensions, getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { Blockquote, Heading, Paragraph } from './block-nodes.ts'
import { OwnImage } from './own-image.ts'
import { SafeLink } from './safe-link.ts'
import { BulletList, ListItem, OrderedList } from './list-nodes.ts'
import { Table, TableCell, TableHeader, TableRow } from './table-nodes.ts'
import { isSafeLink } from './draft-rules.ts'

/**
 * The draft's schema and its editing behaviour. Undo comes from Collaboration, which undoes one's
 * own changes only. No TrailingNode: it would write into the text of who merely reads it.
 */
export const draftExtensions: Extensions = [
  StarterKit.configure({
    paragraph: false,
    heading: false,
    blockquote: false,
    bulletList: false,
    orderedList: false,
    listItem: false,
    link: false,
    codeBlock: false,
    undoRedo: false,
    trailingNode: false,
  }),
  Paragraph,
  Heading,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  SafeLink.configure({ isLink: isSafeLink }),
  OwnImage,
  Table,
  TableRow,
  TableHeader,
  TableCell,
]

export const draftSchema = getSchema(draftExtensions)
