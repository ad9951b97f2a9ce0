import {
  BulletList as TiptapBulletList,
  ListItem as TiptapListItem,
  OrderedList as TiptapOrderedList,
} from '@tiptap/extension-list'
import { check } from './block-nodes.ts'
import { NODE_RULES } from './draft-rules.ts'

export const BulletList = TiptapBulletList.configure({ HTMLAttributes: { dir: 'auto' } })

export const OrderedList = TiptapOrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        validate: check('orderedList', 'start'),
        parseHTML: (element: HTMLElement) =>
          sound('start', Number(element.getAttribute('start') ?? 1)),
      },
      type: {
        default: null,
        validate: check('orderedList', 'type'),
        parseHTML: (element: HTMLElement) => sound('type', element.getAttribute('type')),
      },
    }
  },
}).configure({ HTMLAttributes: { dir: 'auto' } })

/** Pasted pages bring any value; what is not allowed becomes the default. */
function sound(attribute: string, value: unknown): unknown {
  const rule = NODE_RULES['orderedList']?.attributes[attribute]
  return rule?.isValid(value) === true ? value : rule?.default
}

export const ListItem = TiptapListItem.configure({ HTMLAttributes: { dir: 'auto' } })
