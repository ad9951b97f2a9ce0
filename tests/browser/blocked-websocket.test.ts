import { expect, type Page, test } from '@playwright/test'
import { caretAtEndOf } from './support/caret.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { signedIn } from './support/signed-in.ts'

const minutes = 'Minutes, GMG working level, 4 December 2007'
let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

/** Opens the minutes as they are found: by the space's list of drafts. */
async function openMinutes(page: Page) {
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: /^GMG Workspace/ }).click()
  const main = page.getByRole('main')
  await main.getByRole('link', { name: /^Drafts/ }).click()
  await page.getByRole('link', { name: minutes }).click()
  return page.getByRole('textbox', { name: minutes })
}

test('C13: where the network blocks WebSockets a draft opens, is written and says Saved, and a colleague sees it', async ({
  browser,
}) => {
  const blocked = await signedIn(browser, server, 'Focal point, IOM')
  const tried: string[] = []
  // As a proxy that completes the handshake and lets nothing pass.
  await blocked.routeWebSocket(/./, (socket) => {
    tried.push(new URL(socket.url()).pathname.split('/')[1] ?? '')
    void socket.close()
  })
  await blocked.reload()
  const office = await signedIn(browser, server, 'Chair’s office')
  const officeText = await openMinutes(office)
  const text = await openMinutes(blocked)

  await caretAtEndOf(blocked, text.getByText('not recorded.'))
  await blocked.keyboard.type(' IOM attended.')
  await expect(officeText).toContainText('not recorded. IOM attended.')
  await expect(blocked.getByText(/^Saved, \d\d:\d\d$/)).toBeVisible()
  await expect(officeText.locator('.draft-caret-label')).toHaveText('IOMFocal point, IOM')

  await caretAtEndOf(office, officeText.getByText('The agenda was adopted.'))
  await office.keyboard.type(' The chair thanked members.')
  await expect(text).toContainText('The agenda was adopted. The chair thanked members.')

  // Known by now: the next page does not try again.
  expect(tried).toContain('collab')
  tried.length = 0
  await blocked.reload()
  await expect(text).toContainText('not recorded. IOM attended.')
  await expect(blocked.getByText('1 writing')).toBeVisible()
  expect(tried).not.toContain('collab')
})
