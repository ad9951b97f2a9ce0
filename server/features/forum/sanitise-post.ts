import sanitizeHtml from 'sanitize-html'

const picture = /^\/api\/files\/[0-9a-z]{8,40}\/picture$/

/**
 * The last gate before a post's HTML is stored, whatever the renderer made of it: a closed list of
 * elements and attributes, no scheme but http, https and mailto, and no picture from elsewhere (it
 * would tell a stranger who reads).
 */
const allowed: sanitizeHtml.IOptions = {
  allowedTags:
    'p br hr strong em s code pre blockquote ul ol li table thead tbody tr th td a img span'.split(
      ' ',
    ),
  allowedAttributes: {
    a: ['href', 'rel', 'data-post'],
    img: ['src', 'alt', 'loading'],
    span: ['data-mention', 'data-id'],
    ol: ['start'],
    p: ['dir'],
    li: ['dir'],
    td: ['dir', 'align'],
    th: ['dir', 'align'],
  },
  allowedClasses: { span: ['mention'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  nestingLimit: 120,
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !picture.test(attribs['src'] ?? ''),
}

export function sanitisePost(html: string): string {
  return sanitizeHtml(html, allowed)
}
