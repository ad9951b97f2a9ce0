import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { callFrom, signedIn } from './support/signed-in.ts'

const space = 'Migration Governance discussion forum'
const paragraphs = 'Paragraphs 1 and 2: who is invited, and by when'
const glossary = 'Glossary: which terms should the note define?'

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

interface Found {
  spaces: { id: string; name: string }[]
  topics: { id: string; title: string }[]
}

/** Addresses of the space and the topic with this title. */
async function find(page: Page, title: string): Promise<{ spaceId: string; topicId: string }> {
  const session = await callFrom<{ groups: { id: string }[] }>(page, 'GET', '/api/session')
  const { spaces } = await callFrom<Found>(
    page,
    'GET',
    `/api/groups/${session.groups[0]?.id}/spaces`,
  )
  const spaceId = spaces.find(({ name }) => name === space)?.id ?? ''
  const { topics } = await callFrom<Found>(page, 'GET', `/api/spaces/${spaceId}/topics`)
  return { spaceId, topicId: topics.find((topic) => topic.title === title)?.id ?? '' }
}

async function openTopic(page: Page, title: string): Promise<void> {
  const { topicId } = await find(page, title)
  await page.goto(`${server.url}/topics/${topicId}`)
  await expect(post(page, 1)).toBeVisible()
}

const post = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: new RegExp(`^Post ${number} by`) })

/** Presses one of a post's acts, which show when it is pointed at. */
async function act(page: Page, number: number, name: string): Promise<void> {
  await post(page, number).hover()
  await post(page, number).getByRole('button', { name, exact: true }).click()
}

async function fromMenu(page: Page, number: number, name: string): Promise<void> {
  await act(page, number, 'More')
  await page.getByRole('menuitem', { name }).click()
}

const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Your reply' })
const send = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Post', exact: true }).click()

test('an answer and a quotation reach the other reader in both views, linked both ways', async ({
  browser,
}) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const iom = await signedIn(browser, server, 'Focal point, IOM')
  await openTopic(office, paragraphs)
  await openTopic(iom, paragraphs)
  await iom.getByText('By reply', { exact: true }).click()

  await act(office, 2, 'Reply')
  await expect(composer(office)).toBeFocused()
  await office.keyboard.type('We take this **up**, with @UNHC')
  await expect(office.getByRole('option', { name: /UNHCR/ }).first()).toBeVisible()
  await office.keyboard.press('Enter')
  await office.keyboard.type('too.')
  await office.keyboard.press('Control+Enter')

  await expect(post(office, 7).locator('strong')).toHaveText('up')
  await expect(post(office, 7)).toContainText('@UNHCR too.')
  await expect(post(iom, 7)).toBeAttached()
  // By reply it stands below what it answers, before post 3.
  const order = iom.locator('[data-post-row]')
  await expect(order.nth(2)).toHaveAttribute('data-post-row', '7')
  await expect(post(office, 2).getByRole('link', { name: 'Post 7' })).toBeVisible()

  await post(iom, 7).locator('strong').dblclick()
  await iom.getByRole('button', { name: 'Quote these words' }).click()
  await expect(composer(iom).locator('blockquote')).toContainText('up')
  await iom.keyboard.type('Thank you.')
  await send(iom)
  const quotation = post(office, 8).locator('blockquote')
  await expect(quotation).toContainText(/post 7/)
  await quotation.getByRole('link').click()
  await expect(post(office, 7)).toBeFocused()
  await expectNoViolations(iom)
})

test('what was begun comes back, and a post that failed is not lost and not doubled', async ({
  browser,
}) => {
  const page = await signedIn(browser, server, 'Focal point, UNHCR')
  await openTopic(page, glossary)
  await page.keyboard.press('r')
  await composer(page).pressSequentially('Two definitions')
  await expect(page.getByText('Kept on the server')).toBeVisible()
  await page.reload()
  await expect(composer(page)).toHaveText('Two definitions')

  // The server takes the post, but its answer does not arrive.
  let losses = 1
  await page.route('**/posts', async (route) => {
    await route.fetch()
    await (losses-- > 0 ? route.abort() : route.continue())
  })
  await send(page)
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached')
  await expect(composer(page)).toHaveText('Two definitions')
  await expect(page.getByText('Kept on the server')).toBeVisible()
  await send(page)
  await expect(composer(page)).toBeHidden()
  await expect(page.getByRole('article').getByText('Two definitions')).toHaveCount(1)
  await expect
    .poll(() => callFrom<{ drafts: unknown[] }>(page, 'GET', '/api/post-drafts'))
    .toEqual({ drafts: [] })
})

test('a long topic opens where reading stopped, and leads to any other post', async ({
  browser,
}) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const reader = await signedIn(browser, server, 'Focal point, UNESCO')
  const { spaceId } = await find(office, paragraphs)
  const { id } = await callFrom<{ id: string }>(office, 'POST', `/api/spaces/${spaceId}/topics`, {
    title: 'A long discussion',
    markdown: 'First of many.',
  })
  for (let number = 2; number <= 60; number += 1)
    await callFrom(office, 'POST', `/api/topics/${id}/posts`, {
      markdown: `Post ${number} says so.`,
    })
  await callFrom(reader, 'PUT', `/api/topics/${id}/read`, { ranges: [[1, 50]] })

  await reader.goto(`${server.url}/topics/${id}`)
  await expect(reader.getByText(/^New since your last visit/)).toBeAttached()
  await reader.getByRole('button', { name: 'Jump to first unread' }).click()
  await expect(post(reader, 51)).toBeFocused()
  await expect(post(reader, 51)).toBeInViewport()
  await expect(post(reader, 20)).not.toBeAttached()
  await reader.getByRole('button', { name: 'Earlier posts' }).click()
  await expect(post(reader, 21)).toBeAttached()

  await reader.goto(`${server.url}/topics/${id}#5`)
  await expect(post(reader, 5)).toBeFocused()
  await expect(reader.getByText(/^post \d+ of 60$/)).toBeVisible()

  // What came into sight counts as read, without a click.
  await expect
    .poll(async () => {
      const path = `/api/topics/${id}?from=60`
      return (await callFrom<{ readRanges: number[][] }>(reader, 'GET', path)).readRanges.at(-1)
    })
    .not.toEqual([1, 50])
})

test('an edit keeps its history, and who withdraws another’s post says why', async ({
  browser,
}) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const unfpa = await signedIn(browser, server, 'Focal point, UNFPA')
  await openTopic(unfpa, 'Access for colleagues in field offices')
  await openTopic(office, 'Access for colleagues in field offices')
  await unfpa.getByRole('button', { name: /^Reply as/ }).click()
  await composer(unfpa).pressSequentially('Five colleagues')
  await send(unfpa)
  await fromMenu(unfpa, 3, 'Edit')
  await unfpa.getByRole('textbox', { name: 'Edit post 3' }).click()
  await unfpa.keyboard.press('End')
  await unfpa.keyboard.type(', all told.')
  await unfpa.getByRole('button', { name: 'Save' }).click()
  await expect(post(office, 3)).toContainText('Five colleagues, all told.')
  await fromMenu(office, 3, 'Show what it said before')
  await expect(office.getByRole('dialog')).toContainText('Five colleagues')
  await office.keyboard.press('Escape')

  await fromMenu(office, 3, 'Withdraw the post')
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Withdraw the post' }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Said in the other topic.')
  await dialog.getByRole('button', { name: 'Withdraw the post' }).click()
  await expect(post(unfpa, 3)).toContainText('Said in the other topic.')
  await expect(post(unfpa, 3)).not.toContainText('Five colleagues')

  await office.getByRole('button', { name: 'More for this topic' }).click()
  await office.getByRole('menuitem', { name: 'Close the topic' }).click()
  await expect(unfpa.getByText('This topic is closed. It can still be read.')).toBeVisible()
})

test('a file that was attached to a reply is there for the others to fetch', async ({
  browser,
}) => {
  const page = await signedIn(browser, server, 'Focal point, IOM')
  await openTopic(page, glossary)
  await page.getByRole('button', { name: /^Reply as/ }).click()
  await composer(page).pressSequentially('The table is attached.')
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Attach files' }).click()
  const file = { name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('mobility') }
  await (await chosen).setFiles(file)
  await expect(page.getByRole('list', { name: 'Attachments' })).toContainText('terms.txt')
  await send(page)
  const link = page.getByRole('article').getByRole('link', { name: /terms\.txt/ })
  const download = page.waitForEvent('download')
  await link.click()
  expect((await download).suggestedFilename()).toBe('terms.txt')
})

test('a list of topics moves only when its reader says so', async ({ browser }) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const reader = await signedIn(browser, server, 'Focal point, UNHCR')
  const { spaceId } = await find(reader, paragraphs)
  await reader.goto(`${server.url}/spaces/${spaceId}`)
  await expect(reader.getByRole('link', { name: paragraphs })).toBeVisible()

  await office.goto(`${server.url}/spaces/${spaceId}`)
  await office.getByRole('button', { name: 'New topic' }).click()
  await office.getByRole('textbox', { name: 'First post' }).pressSequentially('Which room?')
  await office.getByRole('button', { name: 'Post topic' }).click()
  await expect(office.getByText('A topic needs a title.')).toBeVisible()
  await office.getByRole('textbox', { name: 'Title' }).fill('Room for January')
  await expectNoViolations(office)
  await office.getByRole('button', { name: 'Post topic' }).click()
  await expect(office.getByRole('heading', { name: 'Room for January', level: 1 })).toBeVisible()

  await expect(reader.getByText('1 new topic')).toBeVisible()
  await expect(reader.getByRole('link', { name: 'Room for January' })).toHaveCount(0)
  await reader.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(reader.getByRole('link', { name: 'Room for January' })).toBeVisible()
  await reader.getByRole('button', { name: 'Mark all as read' }).click()
  await reader.getByRole('button', { name: /^Unread/ }).click()
  await expect(reader.getByText('Nothing unread')).toBeVisible()
})

test('the pages of a space can be used by everyone, on a desk and on a phone', async ({
  browser,
}) => {
  // Tall enough that nothing lies half behind a bar: that is scrolling, not a target too small.
  for (const width of [1280, 390]) {
    const options = { viewport: { width, height: 2400 } }
    const page = await signedIn(browser, server, 'Chair’s office', options)
    const { spaceId, topicId } = await find(page, paragraphs)
    const paths = [
      `/spaces/${spaceId}`,
      `/spaces/${spaceId}/people`,
      `/spaces/${spaceId}/activity`,
      '/spaces/new',
      `/topics/${topicId}`,
    ]
    for (const path of paths) {
      await page.goto(server.url + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
      await expectNoViolations(page)
    }
    await page.context().close()
  }
})
