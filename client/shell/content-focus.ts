let isDue = false

/** After a change of page the focus belongs on its content, so that a screen reader begins there and
 * Tab does not walk through the sidebar again. Not after the first load: there the skip link is the
 * first stop. */
export function expectContentFocus(): void {
  isDue = true
  focusContent()
}

/** Called by each page when it is on the screen; a page that still waits for its answer does not
 * take the focus, since it is replaced. */
export function focusContent(): void {
  const content = isDue ? document.getElementById('content') : null
  if (!content || content.getAttribute('aria-busy') === 'true') return
  isDue = false
  if (!content.contains(document.activeElement)) content.focus({ preventScroll: true })
}
