/** The posts on the page, by their number; each row's id is its number, so that `#7` leads to it. */
const rows = () => [...document.querySelectorAll<HTMLElement>('main [data-post-row]')]

export function rowOf(number: number): HTMLElement | null {
  return rows().find((row) => numberOf(row) === number) ?? null
}

export function numberOf(row: HTMLElement): number {
  return Number(row.dataset['postRow'])
}

/** The first or the last post on the page. */
export function edgeRow(end: 'first' | 'last'): HTMLElement | null {
  return rows().at(end === 'first' ? 0 : -1) ?? null
}

/** Brings a post before the reader and puts the focus on it; false where it is not loaded. */
export function showRow(number: number): boolean {
  const row = rowOf(number)
  row?.scrollIntoView({ block: 'start' })
  row?.focus({ preventScroll: true })
  return row !== null
}

/** The post that has the focus, or that holds what has it. */
export function focusedPost(): number | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-post-row]')
  return row ? numberOf(row) : null
}

/** To the next or previous post, from the focused one or from the first in sight. */
export function movePost(step: 1 | -1): void {
  const all = rows()
  const current = all.findIndex((row) => row.contains(document.activeElement))
  const next = current === -1 ? all.find(isInSight) : all[current + step]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}

function isInSight(row: HTMLElement): boolean {
  const { top, bottom } = row.getBoundingClientRect()
  return bottom > 120 && top < window.innerHeight
}

/** The words selected inside one post's text; null where none are, or in more than one. */
export function selectedWords(): { number: number; words: string; rect: DOMRect } | null {
  const selection = document.getSelection()
  const words = selection?.toString().trim() ?? ''
  if (!selection || selection.rangeCount === 0 || words === '') return null
  const range = selection.getRangeAt(0)
  const text = bodyOf(range.startContainer)
  const row = text?.closest<HTMLElement>('[data-post-row]')
  if (!row || text !== bodyOf(range.endContainer)) return null
  return { number: numberOf(row), words, rect: range.getBoundingClientRect() }
}

function bodyOf(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement
  return element?.closest('[data-post-text]') ?? null
}
