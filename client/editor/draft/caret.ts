import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Plugin } from '@tiptap/pm/state'
import type { Awareness } from 'y-protocols/awareness'
import { colourOf, nameOf, plateOf } from './presence-state.ts'

/**
 * Other people's carets and selections. Name, plate and colour are the server's (H22): this end
 * only says where its own caret is.
 */
export function carets(awareness: Awareness): Extension {
  return Extension.create({
    name: 'carets',
    priority: 999,
    // oxlint-disable-next-line typescript/no-unsafe-return -- y-tiptap types its plugin as any
    addProseMirrorPlugins: (): Plugin[] => [
      yCursorPlugin(awareness, {
        cursorBuilder: caretElement,
        selectionBuilder: selectionAttributes,
      }),
    ],
  })
}

function caretElement(user: unknown): HTMLElement {
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

function selectionAttributes(user: unknown): { class: string; style: string } {
  const { light, dark } = colourOf(user)
  return { class: 'draft-selection', style: `--plate-light:${light};--plate-dark:${dark}` }
}
