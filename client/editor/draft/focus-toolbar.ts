/** Marks the element inside which a text's own toolbar is looked for. */
export const EDITOR_REGION = 'data-editor-region'

/** Alt+F10 goes from the text to its toolbar, as in other editors; answers whether there is one. */
export function focusToolbar(from: Element): boolean {
  const region = from.closest(`[${EDITOR_REGION}]`)
  const button = region?.querySelector<HTMLElement>('[role="toolbar"] [tabindex="0"]')
  button?.focus()
  return button != null
}
