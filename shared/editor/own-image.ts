import { Node } from '@tiptap/core'
import { check } from './block-nodes.ts'
import { isOwnFile } from './draft-rules.ts'
import { pictureAddress } from './picture-address.ts'

/** A picture of a file of this installation; pasted pictures from elsewhere are left out. */
export const OwnImage = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      src: { isRequired: true, default: '', validate: check('image', 'src'), rendered: false },
      alt: { default: null, validate: check('image', 'alt') },
    }
  },
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) => {
        const src = (element.getAttribute('src') ?? '').replace(/\/picture$/, '')
        return isOwnFile(src)
          ? { src, alt: element.getAttribute('alt')?.slice(0, 1000) ?? null }
          : false
      },
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => {
    const src = String(node.attrs['src'])
    return [
      'img',
      { ...HTMLAttributes, src: isOwnFile(src) ? pictureAddress(src) : '', dir: 'auto' },
    ]
  },
})
