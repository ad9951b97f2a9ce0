import { expect, type Locator, type Page } from '@playwright/test'

/** Puts the caret at the end of a paragraph and waits until it stands there. */
export async function caretAtEndOf(page: Page, paragraph: Locator): Promise<void> {
  // In the last line, which End leads to the end of.
  const box = await paragraph.boundingBox()
  if (!box) throw new Error('the paragraph is not on the screen')
  await paragraph.click({ position: { x: box.width - 4, y: box.height - 8 } })
  await expect
    .poll(async () => {
      await page.keyboard.press('End')
      return paragraph.evaluate((element) => {
        const selection = getSelection()
        const block = element.closest('p')
        if (!selection?.isCollapsed || !block?.contains(selection.anchorNode)) return false
        if (!selection.anchorNode) return false
        const rest = document.createRange()
        rest.setStart(selection.anchorNode, selection.anchorOffset)
        rest.setEndAfter(block.lastChild ?? block)
        return rest.toString().trim() === ''
      })
    })
    .toBe(true)
}
