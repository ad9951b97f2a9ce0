import { type DraftMark, type DraftNode, plainText } from './draft-node.ts'
import { isSafeLink, markFaults, nodeFaults } from './draft-rules.ts'
import { pictureAddress } from './picture-address.ts'

/**
 * A draft as HTML: no scripts, styles, classes or foreign addresses can come through, because
 * only what the table of rules allows is written, and all text is escaped. Each block reads in
 * the direction of its own words. What is not allowed leaves its words behind.
 */
export function draftToHtml(doc: DraftNode): string {
  return (doc.content ?? []).map((node) => blockHtml(node, 'doc', 1)).join('')
}

const TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}

function blockHtml(node: DraftNode, parent: string, depth: number): string {
  if (nodeFaults(node.type, node.attrs ?? {}, parent, depth).length > 0)
    return parent === 'paragraph' || parent === 'heading'
      ? escapeHtml(plainText(node))
      : `<p dir="auto">${escapeHtml(plainText(node))}</p>`
  if (node.type === 'text') return textHtml(node)
  if (node.type === 'hardBreak') return '<br>'
  if (node.type === 'horizontalRule') return '<hr>'
  if (node.type === 'image') return imageHtml(node)
  const inner = (node.content ?? []).map((child) => blockHtml(child, node.type, depth + 1)).join('')
  if (node.type === 'table') return `<table><tbody>${inner}</tbody></table>`
  const tag = node.type === 'heading' ? `h${String(node.attrs?.['level'])}` : TAGS[node.type]
  return `<${tag} dir="auto"${attributesHtml(node)}>${inner}</${tag}>`
}

/** Names under which a rule's attribute is written; others are part of the tag. */
const HTML_NAMES: Readonly<Record<string, string>> = {
  number: 'data-number',
  start: 'start',
  type: 'type',
  colspan: 'colspan',
  rowspan: 'rowspan',
  align: 'data-align',
}

function attributesHtml(node: DraftNode): string {
  return Object.entries(node.attrs ?? {})
    .filter(
      ([name, value]) => name in HTML_NAMES && value !== null && value !== undefined && value !== 1,
    )
    .map(([name, value]) => ` ${HTML_NAMES[name]}="${escapeHtml(String(value))}"`)
    .join('')
}

function imageHtml(node: DraftNode): string {
  const src = pictureAddress(String(node.attrs?.['src']))
  return `<img src="${escapeHtml(src)}" alt="${escapeHtml(String(node.attrs?.['alt'] ?? ''))}" dir="auto">`
}

const MARK_TAGS: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

function textHtml(node: DraftNode): string {
  const sound = (node.marks ?? []).filter(
    (mark) => markFaults(mark.type, mark.attrs ?? {}).length === 0,
  )
  return sound.reduce(wrapHtml, escapeHtml(node.text ?? ''))
}

function wrapHtml(html: string, mark: DraftMark): string {
  const href = mark.attrs?.['href']
  if (mark.type === 'link' && isSafeLink(href))
    return `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${html}</a>`
  const tag = MARK_TAGS[mark.type]
  return tag === undefined ? html : `<${tag}>${html}</${tag}>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
