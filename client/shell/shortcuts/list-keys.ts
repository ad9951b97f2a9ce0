/** Moves the focus to the next or previous row of the lists on the page (`data-key-row`, see
 * client/ui/ruled-list.tsx), from the row that has it or from the first one in sight. */
export function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-key-row]')]
  const current = rows.findIndex((row) => row === document.activeElement)
  const next = current === -1 ? rows.find(isInSight) : rows[current + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

function isInSight(row: HTMLElement): boolean {
  const { top, bottom } = row.getBoundingClientRect()
  return top >= 0 && bottom <= window.innerHeight
}
