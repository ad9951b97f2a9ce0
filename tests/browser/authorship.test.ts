import { type Browser, expect, type Page, test } from '@playwright/test'
import { caretAtEndOf } from './support/caret.ts'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

const minutes = 'Minutes, GMG working level, 4 December 2007'
const toggle = 'Show who wrote this'
let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

async function signedIn(browser: Browser, who: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(server.linkFor(who))
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.waitForURL(`${server.url}/`)
  return page
}

async function openDraft(page: Page, title: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: /^GMG Workspace/ }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Drafts/ })
    .click()
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
}

const textOf = (page: Page) => page.getByRole('textbox', { name: minutes })

test('who wrote what is shown on request, with a name on hover and at the caret, and is remembered', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  const iom = await signedIn(browser, 'Focal point, IOM')
  await openDraft(office, minutes)
  await openDraft(iom, minutes)
  const run = (page: Page, words: string) => textOf(page).locator('.author-run', { hasText: words })
  await caretAtEndOf(office, textOf(office).getByText('The agenda was adopted.'))
  await office.keyboard.type(' The chair thanked all.')
  await expect(textOf(iom)).toContainText('The chair thanked all.')
  await expect(run(iom, 'The chair thanked all.')).toHaveCount(0)

  await iom.getByRole('button', { name: toggle }).click()
  await expect(run(iom, 'The chair thanked all.')).toHaveAttribute('data-tip', /UN\/DESA/)
  await run(iom, 'The chair thanked all.').hover()
  await expect(iom.getByText(/^.*UN\/DESA.*$/).last()).toBeVisible()

  // The colleague's caret goes, whose name would stand between.
  await office.keyboard.press('Control+Home')
  // One's own words at once; a colleague's who came meanwhile, when the server has been asked.
  await caretAtEndOf(iom, textOf(iom).locator('p', { hasText: 'The chair thanked all.' }))
  await iom.keyboard.type(' IOM agreed.')
  await expect(run(iom, 'IOM agreed.')).toHaveAttribute('data-tip', /IOM/)
  await expect(iom.getByRole('status').filter({ hasText: 'At the caret' })).toContainText('IOM')
  await iom.keyboard.press('Enter')
  await expect(run(iom, 'The chair thanked all.')).toHaveAttribute('data-tip', /UN\/DESA/)
  await expectNoViolations(iom)

  await iom.reload()
  await expect(run(iom, 'The chair thanked all.')).toHaveAttribute('data-tip', /UN\/DESA/)
  await expect(run(iom, 'IOM agreed.')).toHaveAttribute('data-tip', /IOM/)
  await iom.getByRole('button', { name: toggle }).click()
  await expect(textOf(iom).locator('.author-run')).toHaveCount(0)
})
