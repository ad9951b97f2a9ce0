import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { caretAtEndOf } from './support/caret.ts'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

const minutes = 'Minutes, GMG working level, 4 December 2007'
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

async function openDrafts(page: Page, space: string): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: new RegExp(`^${space}`) }).click()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Drafts/ })
    .click()
  await expect(page.getByRole('main').getByRole('link', { name: /^Drafts/ })).toHaveAttribute(
    'aria-current',
    'page',
  )
}

async function openDraft(page: Page, space: string, title: string): Promise<Locator> {
  await openDrafts(page, space)
  await page.getByRole('link', { name: title }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  return textOf(page, title)
}

const textOf = (page: Page, title: string) => page.getByRole('textbox', { name: title })
const saved = (page: Page) => page.getByText(/^Saved, \d\d:\d\d$/)

/** Puts the caret at the end of the paragraph that holds these words, and types. */
async function writeAfter(page: Page, text: Locator, words: string, more: string): Promise<void> {
  await caretAtEndOf(page, text.getByText(words))
  await page.keyboard.type(more)
}

test('two write in the minutes at once: each sees the other’s caret and words, and a killed server loses nothing saved (H4)', async ({
  browser,
}) => {
  test.setTimeout(120_000) // the server starts twice
  const office = await signedIn(browser, 'Chair’s office')
  const iom = await signedIn(browser, 'Focal point, IOM')
  const officeText = await openDraft(office, 'GMG Workspace', minutes)
  const iomText = await openDraft(iom, 'GMG Workspace', minutes)
  await expectNoViolations(office)

  await writeAfter(office, officeText, 'The agenda was adopted.', ' The chair thanked members.')
  await writeAfter(iom, iomText, 'not recorded.', ' IOM attended.')

  await expect(officeText).toContainText('not recorded. IOM attended.')
  await expect(iomText).toContainText('The agenda was adopted. The chair thanked members.')
  await expect(officeText.locator('.draft-caret-label')).toHaveText('IOMFocal point, IOM')
  await expect(iomText.locator('.draft-caret-label')).toContainText('UN/DESA')
  await expect(office.getByText('1 writing')).toBeVisible()
  await expect(saved(office)).toBeVisible()
  await expect(saved(iom)).toBeVisible()

  await server.kill9()
  await expect(iom.getByText('Offline, kept on this device')).toBeVisible()
  await iom.keyboard.type(' It spoke.')
  await server.restart()

  await expect(saved(iom)).toBeVisible({ timeout: 30_000 })
  await expect(saved(office)).toBeVisible({ timeout: 30_000 })
  await expect(officeText).toContainText('not recorded. IOM attended. It spoke.')
  await expect(officeText).toContainText('The agenda was adopted. The chair thanked members.')
  await office.reload()
  await expect(officeText).toContainText('not recorded. IOM attended. It spoke.')
  await expect(officeText).toContainText('The chair thanked members.')
})

test('beside a colleague who types fast, the caret goes where one clicks and letters stay where one types', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  const iom = await signedIn(browser, 'Focal point, IOM')
  const text = await openDraft(office, 'GMG Workspace', minutes)
  const iomText = await openDraft(iom, 'GMG Workspace', minutes)
  await iomText.getByText('Members asked that').click()
  let isTyping = true
  const typist = (async () => {
    while (isTyping) await iom.keyboard.type('fast ', { delay: 4 })
  })()
  // What the colleague writes: a click is lost when a change is drawn behind it.
  const fast = text.getByText('Members asked that')
  const paragraphs = ['The new members have access', 'Two members have not yet', 'All official']
  for (let click = 0; click < 30; click++) {
    const words = paragraphs[click % paragraphs.length] ?? ''
    await text.getByText(words).click()
    const length = async () => (await fast.innerText()).length
    const seen = await length()
    await expect.poll(length, { intervals: [25] }).toBeGreaterThan(seen + 5)
    const caretIn = await office.evaluate(
      () => getSelection()?.anchorNode?.parentElement?.closest('p')?.textContent,
    )
    expect(caretIn, `click ${click}`).toContain(words)
  }
  await caretAtEndOf(office, text.getByText('Two members have not yet'))
  const letters = 'the quick brown fox jumps over the lazy dog'
  await office.keyboard.type(` ${letters}`, { delay: 10 })
  isTyping = false
  await typist
  await expect(text.getByText('Two members have not yet')).toContainText(letters)
  await expect(iomText.getByText('Two members have not yet')).toContainText(letters)
})

test('words of a fixed text are discussed: the topic quotes them and both lead to each other', async ({
  browser,
}) => {
  const title = 'Migration Governance: concept note for discussion'
  const page = await signedIn(browser, 'Focal point, IOM')
  const text = await openDraft(page, 'Migration Governance', title)
  await expect(page.getByText('Read-only because the text has been circulated')).toBeVisible()
  await expect(text).toHaveAttribute('aria-readonly', 'true')
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeHidden()
  await expectNoViolations(page)

  await text.getByText('The secretariat will compile').click({ clickCount: 3 })
  await page.getByRole('button', { name: 'Discuss', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('blockquote')).toHaveText(/^The secretariat will compile/)
  await dialog.getByRole('textbox', { name: 'Title of the topic' }).fill('When is it compiled?')
  await dialog.getByRole('textbox', { name: 'Your message' }).fill('Before the end of the year?')
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Start the topic' }).click()

  await expect(dialog).toBeHidden()
  const rail = page.getByRole('complementary', { name: 'About this draft' })
  await rail.getByRole('button', { name: /^Show in the text: The secretariat/ }).click()
  await rail.getByRole('link', { name: 'When is it compiled?' }).click()
  await expect(page.getByRole('heading', { name: 'When is it compiled?', level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Open in the draft' }).click()
  await expect(textOf(page, title)).toContainText('The secretariat will compile')
})

test('a draft is created from its template, versions are named and restored, and it is withdrawn with a reason', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'Chair’s office')
  await openDrafts(page, 'GMG Workspace')
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'New draft' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create the draft' }).click()
  await expect(dialog.getByText('Please give it a title.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Reply to the Forum')
  await dialog.getByRole('radio', { name: 'Letter' }).check()
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Create the draft' }).click()

  const text = textOf(page, 'Reply to the Forum')
  await text.press('ControlOrMeta+a')
  await page.keyboard.type('First wording')
  await expect(saved(page)).toBeVisible()
  await page.getByRole('button', { name: 'Name version' }).click()
  await dialog.getByRole('textbox', { name: 'Name of the version' }).fill('As first written')
  await dialog.getByRole('button', { name: 'Keep this version' }).click()
  await expect(dialog).toBeHidden()

  await text.press('ControlOrMeta+a')
  await page.keyboard.type('Second wording')
  await expect(saved(page)).toBeVisible()
  await page.getByRole('button', { name: 'More about this draft' }).click()
  await page.getByRole('menuitem', { name: 'Versions' }).click()
  const version = page.getByRole('region', { name: 'As first written' })
  await expect(version).toContainText('First wording')
  await expectNoViolations(page)
  await version.getByRole('button', { name: 'Restore this version' }).click()
  await dialog.getByRole('button', { name: 'Restore this version' }).click()
  await expect(text).toHaveText('First wording')
  await expect(page.getByText(/What stood there before is kept as version 2/)).toBeVisible()

  await page.getByRole('button', { name: 'More about this draft' }).click()
  await page.getByRole('menuitem', { name: 'Withdraw the draft' }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Answered by telephone')
  await dialog.getByRole('button', { name: 'Withdraw the draft' }).click()
  await expect(page.getByText('Read-only because the draft is withdrawn')).toBeVisible()
  await expect(page.getByText('Answered by telephone')).toBeVisible()
  await expect(text).toHaveAttribute('aria-readonly', 'true')
})

test('who is not among the chosen drafters stops writing at once, and reads on', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  const unfpa = await signedIn(browser, 'Focal point, UNFPA')
  await openDraft(office, 'GMG Workspace', minutes)
  const text = await openDraft(unfpa, 'GMG Workspace', minutes)
  await expect(unfpa.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()

  await office.getByRole('button', { name: 'Change who may write' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Only those chosen here/ }).check()
  await dialog.getByRole('checkbox', { name: /^IOM/ }).check()
  await expectNoViolations(office)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  await expect(
    unfpa.getByText('Read-only because you are not one of its drafters').first(),
  ).toBeVisible()
  await expect(unfpa.getByRole('toolbar', { name: 'Formatting' })).toBeHidden()
  await expect(text).toContainText('The agenda was adopted.')
})

test('a document without text says so and opens no blank editor', async ({ browser }) => {
  const page = await signedIn(browser, 'Focal point, IOM')
  const title = 'Summary of activities and achievements'
  const text = await openDraft(page, 'GMG Workspace', title)
  await expect(page.getByText('This document has no text here')).toBeVisible()
  await expect(text).toBeHidden()
  await expectNoViolations(page)
})
