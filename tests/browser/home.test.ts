import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { callFrom, signedIn } from './support/signed-in.ts'

interface Place {
  groupId: string
  forumId: string
  topic: { id: string; title: string }
}

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

const office = (browser: Browser) => signedIn(browser, server, 'Chair’s office')
const unhcr = (browser: Browser) => signedIn(browser, server, 'Focal point, UNHCR')

async function placeOf(page: Page): Promise<Place> {
  const { groups } = await callFrom<{ groups: { id: string }[] }>(page, 'GET', '/api/session')
  const groupId = groups[0]?.id ?? ''
  const { spaces } = await callFrom<{ spaces: { id: string; name: string }[] }>(
    page,
    'GET',
    `/api/groups/${groupId}/spaces`,
  )
  const forumId = spaces.find(({ name }) => name.startsWith('Migration Governance'))?.id ?? ''
  const { topics } = await callFrom<{ topics: Place['topic'][] }>(
    page,
    'GET',
    `/api/spaces/${forumId}/topics`,
  )
  const topic = topics.find(({ title }) => title.startsWith('Paragraphs 1'))
  if (!topic) throw new Error('The demonstration has no topic about paragraphs 1 and 2')
  return { groupId, forumId, topic }
}

/** The chair's office names the focal point of UNHCR in a post. */
async function name(from: Page, named: Page): Promise<Place> {
  const place = await placeOf(from)
  const { person } = await callFrom<{ person: { id: string } }>(named, 'GET', '/api/session')
  await callFrom(from, 'POST', `/api/topics/${place.topic.id}/posts`, {
    markdown: `[@Focal point, UNHCR](person:${person.id}) which wording do you prefer?`,
  })
  return place
}

test('who is named finds it first, reads from whom, and answers or sets it aside', async ({
  browser,
}) => {
  const asked = await unhcr(browser)
  await expect(asked.getByRole('heading', { level: 1 })).toHaveText('Nothing waits for you')
  const { topic } = await name(await office(browser), asked)

  const waiting = asked.getByRole('list', { name: 'Waiting for you' })
  await expect(waiting.getByRole('listitem')).toContainText('which wording do you prefer?')
  await expect(waiting).toContainText('named you')
  await expect(waiting.getByRole('link', { name: 'Answer' })).toHaveAttribute(
    'href',
    new RegExp(`/topics/${topic.id}#post-\\d+`),
  )
  await expectNoViolations(asked)

  await waiting.getByRole('button', { name: 'Done' }).click()
  await expect(asked.getByRole('heading', { level: 1 })).toHaveText('Nothing waits for you')
  await expect(asked.getByRole('link', { name: new RegExp(topic.title) })).toBeVisible()
})

test('the chair’s office accepts a proposal at one click and gets the link to pass on', async ({
  browser,
}) => {
  const proposer = await unhcr(browser)
  const { forumId } = await placeOf(proposer)
  const { agencies } = await callFrom<{ agencies: { id: string; plate: string }[] }>(
    proposer,
    'GET',
    `/api/spaces/${forumId}/invitation-candidates`,
  )
  const unodc = agencies.find(({ plate }) => plate === 'UNODC')
  await callFrom(proposer, 'POST', `/api/spaces/${forumId}/invitations`, {
    recipients: [{ agencyId: unodc?.id, isForAgency: true }],
    role: 'posts',
  })

  const page = await office(browser)
  const waiting = page.getByRole('list', { name: 'Waiting for you' })
  await expect(waiting).toContainText('Focal point, UNHCR')
  await page.getByRole('button', { name: /^Accept and invite United Nations Office/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Pass the link on to/ })
  await expect(dialog.getByLabel('Link of the invitation')).toHaveValue(/\/invite\/|\/invitation\//)
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing waits for you')
})

test('a notification is read when it is opened, and all of them at once', async ({ browser }) => {
  const page = await unhcr(browser)
  const from = await office(browser)
  const main = page.getByRole('main')
  const fresh = main.getByText('New', { exact: true })
  const { topic } = await name(from, page)
  await name(from, page)
  await page.getByRole('link', { name: /^Notifications/ }).click()
  await expect(fresh).toHaveCount(2)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(fresh).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Mark all as read' })).toHaveCount(0)

  await name(from, page)
  await expect(fresh).toHaveCount(1)
  await main.getByRole('link', { name: topic.title }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: topic.title })).toBeVisible()
  await page.getByRole('link', { name: /^Notifications/ }).click()
  await expect(main.getByRole('link', { name: topic.title })).toHaveCount(4)
  await expect(fresh).toHaveCount(0)
})

test('a guest finds what was opened, an administrator without a seat the machine', async ({
  browser,
}) => {
  const guest = await signedIn(browser, server, 'Guest')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Opened for you')
  const opened = guest.getByRole('list', { name: 'Opened for you' })
  await expect(opened.getByRole('link')).toHaveCount(1)
  await expectNoViolations(guest)

  const keeper = await signedIn(browser, server, 'Administrator')
  await keeper.getByRole('link', { name: 'Open Administration' }).click()
  await expect(keeper.getByRole('heading', { level: 1 })).toHaveText('Administration')
  await expectNoViolations(keeper)
  await keeper.getByRole('link', { name: /^People/ }).click()
  await expect(keeper.getByText('Sha Zukang')).toBeVisible()
  await expectNoViolations(keeper)
  await keeper.getByRole('link', { name: 'Outbox' }).click()
  await expect(keeper.getByText(/SMTP_URL/)).toBeVisible()
  await expectNoViolations(keeper)
})

const looks = {
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
} as const

for (const [look, options] of Object.entries(looks)) {
  test(`home, notifications and account hold in the look: ${look}`, async ({ browser }) => {
    const page = await signedIn(browser, server, 'Focal point, IOM', options)
    for (const path of ['/', '/notifications', '/account']) {
      await page.goto(server.url + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoViolations(page)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, path).toBe(0)
    }
  })
}
