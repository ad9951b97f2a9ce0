import { colourOf, nameOf, plateOf } from '../draft/presence-state.ts'

/** Name, plate and colour are the server's (H22), and checked again here: they go into styles. */
export function caretElement(user: unknown): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'draft-caret'
  const colour = colourOf(user)
  caret.style.setProperty('--plate-light', colour.light)
  caret.style.setProperty('--plate-dark', colour.dark)
  const label = document.createElement('span')
  label.className = 'draft-caret-label'
  const plate = document.createElement('span')
  plate.dir = 'ltr'
  plate.textContent = plateOf(user)
  const name = document.createElement('bdi')
  name.textContent = nameOf(user)
  label.append(plate, name)
  // Word joiners keep the caret from breaking a line in two.
  caret.append('\u2060', label, '\u2060')
  return caret
}

export function selectionAttributes(user: unknown): { class: string; style: string } {
  const { light, dark } = colourOf(user)
  return { class: 'draft-selection', style: `--plate-light:${light};--plate-dark:${dark}` }
}
