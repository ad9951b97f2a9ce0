import type { ShownAuthors } from './shown-authors.ts'

/** A small sign where words were taken out: who and when, for the pointer and for who listens. */
export function deletionElement(
  shown: ShownAuthors,
  deletion: number,
  isBetween: boolean,
): HTMLElement {
  const { by, at } = shown.source.deletion(deletion)
  const sign = document.createElement('span')
  sign.className = isBetween ? 'author-deletion author-deletion-between' : 'author-deletion'
  sign.setAttribute('role', 'img')
  const words = shown.words.deleted(by, at)
  sign.setAttribute('aria-label', words)
  sign.dataset['tip'] = words
  const { light, dark } = shown.colourOf(by)
  sign.style.setProperty('--plate-light', light)
  sign.style.setProperty('--plate-dark', dark)
  return sign
}
