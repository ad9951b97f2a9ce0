import type { DraftNode } from './draft-node.ts'

export type MentionKind = 'person' | 'agency'

const LINK = /^(person|agency):([0-9A-Za-z_-]{1,64})$/

export function isMentionId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9A-Za-z_-]{1,64}$/.test(value)
}

/** The node for `[@Name](person:ID)` or `[@ACRONYM](agency:ID)`; null for any other link. */
export function readMention(href: string, label: string): DraftNode | null {
  const [, kind, id] = LINK.exec(href) ?? []
  if (kind === undefined || id === undefined) return null
  return { type: 'mention', attrs: { kind, id, label: label.replace(/^@/, '').slice(0, 200) } }
}

export function mentionHref(attrs: Readonly<Record<string, unknown>>): string {
  return `${attrs['kind'] === 'agency' ? 'agency' : 'person'}:${String(attrs['id'])}`
}

/** Whom a post names: kind and id of each mention in its Markdown, once each, in order. */
export function mentionsIn(markdown: string): { kind: MentionKind; id: string }[] {
  const found = new Map<string, { kind: MentionKind; id: string }>()
  for (const [, kind, id] of markdown.matchAll(/\]\((person|agency):([0-9A-Za-z_-]{1,64})\)/g))
    found.set(`${kind}:${id}`, { kind: kind as MentionKind, id: id ?? '' })
  return [...found.values()]
}
