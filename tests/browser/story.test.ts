import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { caretAtEndOf } from './support/caret.ts'
import { type RunningServer, startServer } from './support/server.ts'

const space = 'Migration Governance discussion forum'
const welcome = 'Welcome, and how to use this forum'
const minutes = 'Minutes, GMG working level, 4 December 2007'

/** A browser of its own, signed in by a link of the demonstration; asks nobody but the server. */
async function browserOf(browser: Browser, server: RunningServer, who: string): Promise<Page> {
  const page = await (await onlyOwn(await browser.newContext(), server)).newPage()
  await page.goto(server.linkFor(who))
  await page.getByRole('button', { name: /^Sign in as/ }).click()
  await page.waitForURL(`${server.url}/`)
  return page
}

async function onlyOwn(context: BrowserContext, server: RunningServer): Promise<BrowserContext> {
  const foreign: string[] = []
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (/^https?:|^wss?:/.test(protocol) && origin !== server.url) foreign.push(request.url())
    expect(foreign).toEqual([])
  })
  return context
}

async function openTopic(page: Page, server: RunningServer, title: string): Promise<void> {
  await page
    .getByRole('link', { name: new RegExp(space.slice(0, 20)) })
    .first()
    .click()
  await page.getByRole('link', { name: title, exact: true }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  expect(page.url()).toContain(`${server.url}/topics/`)
}

async function openMinutes(page: Page, server: RunningServer, path: string): Promise<void> {
  await page.goto(`${server.url}${path}`)
  await expect(page.getByRole('textbox', { name: minutes })).toBeVisible()
  await expect(page.getByText(/^Saved/)).toBeVisible()
}

/** Puts the caret at the end of the paragraph that holds `words`. */
async function caretAfter(page: Page, words: string): Promise<void> {
  const paragraph = page
    .getByRole('textbox', { name: minutes })
    .locator('p', { hasText: words })
    .first()
  await caretAtEndOf(page, paragraph)
}

function textOf(page: Page): Promise<string> {
  // Carets and their names are decorations in the text.
  return page.getByRole('textbox', { name: minutes }).evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.draft-caret')) caret.remove()
    return (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
  })
}

test('an agency is invited and posts at once; two write the minutes together; nothing saved is lost', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const server = await startServer({ demo: true })
  try {
    const office = await browserOf(browser, server, 'Chair’s office')
    const iom = await browserOf(browser, server, 'Focal point, IOM')

    // The chair's office invites the World Bank, which has not answered yet.
    await office
      .getByRole('link', { name: new RegExp(space.slice(0, 20)) })
      .first()
      .click()
    await office.getByRole('link', { name: 'People' }).click()
    await office
      .getByRole('link', { name: /^Invite/ })
      .or(office.getByRole('button', { name: /^Invite/ }))
      .first()
      .click()
    const dialog = office.getByRole('dialog')
    if (!(await dialog.isVisible()))
      await office
        .getByRole('button', { name: /^Invite/ })
        .first()
        .click()
    await dialog.getByRole('checkbox', { name: /World Bank/ }).check()
    await dialog.getByRole('button', { name: 'Send 1 invitation' }).click()
    const shown = office.getByRole('textbox', { name: 'Link for World Bank' })
    await expect(shown).toHaveValue(/\/invite\//)
    const link = await shown.inputValue()

    // Two others have the topic open, one by time and one by reply.
    await office.goto(server.url)
    await openTopic(office, server, welcome)
    await openTopic(iom, server, welcome)
    await iom.getByText('By reply', { exact: true }).click()

    // Somebody new to the installation opens the link and is at work within a minute.
    const fresh = await (await onlyOwn(await browser.newContext(), server)).newPage()
    const started = Date.now()
    await fresh.goto(link)
    await fresh.getByLabel('Your work e-mail address').fill('someone@worldbank.example')
    await fresh.getByLabel('Your name').fill('Someone New')
    await fresh.getByRole('button', { name: 'Join as focal point of World Bank' }).click()
    await fresh.waitForURL(/\/spaces\//)
    await fresh.getByRole('link', { name: welcome, exact: true }).click()
    await fresh.getByRole('button', { name: /^Reply as/ }).click()
    const composer = fresh.getByRole('textbox', { name: 'Your reply' })
    await composer.click()
    await fresh.keyboard.type('The World Bank has joined.')
    await fresh.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(fresh.getByText('The World Bank has joined.').first()).toBeVisible()
    expect(Date.now() - started).toBeLessThan(60_000)

    // The others see it arrive, in both views.
    await expect(office.getByText('The World Bank has joined.').first()).toBeAttached()
    await expect(iom.getByText('The World Bank has joined.').first()).toBeAttached()

    // Two drafters write in the minutes at the same time and see each other's caret.
    await office.goto(server.url)
    await office.getByRole('link', { name: minutes }).first().click()
    await office.waitForURL(/\/drafts\//)
    const path = new URL(office.url()).pathname
    await openMinutes(office, server, path)
    await openMinutes(iom, server, path)
    await caretAfter(office, 'The agenda was adopted.')
    await caretAfter(iom, 'Comments were to reach the Chair')
    await Promise.all([
      office.keyboard.type(' It had five items.', { delay: 15 }),
      iom.keyboard.type(' IOM sent two.', { delay: 15 }),
    ])
    await expect(office.getByRole('textbox', { name: minutes })).toContainText('IOM sent two.')
    await expect(iom.getByRole('textbox', { name: minutes })).toContainText('It had five items.')
    await expect(office.getByText('Focal point, IOM').first()).toBeAttached()
    await expect(iom.getByText('GMG Chair support team').first()).toBeAttached()

    // The server dies as in a power cut, right after "Saved", and comes back.
    await expect(office.getByText(/^Saved/)).toBeVisible()
    await expect(iom.getByText(/^Saved/)).toBeVisible()
    const saved = await textOf(office)
    expect(saved).toContain('It had five items.')
    expect(saved).toContain('IOM sent two.')
    await server.kill9()
    await caretAfter(iom, 'IOM sent two.')
    await iom.keyboard.type(' Typed while it was away.', { delay: 5 })
    await server.restart()
    await expect(iom.getByText(/^Saved/)).toBeVisible({ timeout: 30_000 })
    await expect(office.getByRole('textbox', { name: minutes })).toContainText(
      'Typed while it was away.',
      { timeout: 30_000 },
    )
    await expect(office.getByText(/^Saved/)).toBeVisible({ timeout: 30_000 })
    await expect.poll(async () => (await textOf(office)) === (await textOf(iom))).toBe(true)

    // A reader who never saw the old server finds every word.
    const reader = await browserOf(browser, server, 'Focal point, UNHCR')
    await openMinutes(reader, server, path)
    const words = await textOf(reader)
    for (const said of ['It had five items.', 'IOM sent two.', 'Typed while it was away.'])
      expect(words).toContain(said)
  } finally {
    await server.stop()
  }
})
