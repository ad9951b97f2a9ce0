import path from 'node:path'
import Database from 'better-sqlite3'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { breakable } from './support/breakable.ts'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { callFrom, signedIn } from './support/signed-in.ts'

const OFFLINE = 'Offline, kept on this device'
let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

const textOf = (page: Page, title: string) => page.getByRole('textbox', { name: title })
const copyOf = (page: Page) => page.getByRole('textbox', { name: 'Your text as Markdown' })
const saved = (page: Page) => page.getByText(/^Saved, \d\d:\d\d$/)

async function workspaceOf(page: Page): Promise<string> {
  const { groups } = await callFrom<{ groups: { id: string }[] }>(page, 'GET', '/api/session')
  const list = `/api/groups/${groups[0]?.id}/spaces`
  const { spaces } = await callFrom<{ spaces: { id: string; name: string }[] }>(page, 'GET', list)
  return spaces.find(({ name }) => name === 'GMG Workspace')?.id ?? ''
}

async function createDraft(page: Page, title: string): Promise<string> {
  const path = `/api/spaces/${await workspaceOf(page)}/drafts`
  return (await callFrom<{ id: string }>(page, 'POST', path, { kind: 'note', title })).id
}

async function openDraft(page: Page, draftId: string): Promise<void> {
  await page.goto(`${server.url}/drafts/${draftId}`)
  await expect(saved(page)).toBeVisible()
}

/** At the very beginning, with nobody to hear of it; on the device when this returns. */
async function writeAway(page: Page, title: string, words: string): Promise<void> {
  await textOf(page, title).press('ControlOrMeta+Home')
  await page.keyboard.type(words)
  await expect(page.getByText(OFFLINE)).toBeVisible()
}

/** The databases of this browser that hold anything of anybody; null while the page is going. */
function kept(page: Page): Promise<string[] | null> {
  const read = page.evaluate(async () => {
    const databases = await indexedDB.databases()
    return databases.flatMap(({ name }) => (name?.startsWith('plenary-') ? [name] : []))
  })
  return read.catch(() => null)
}

async function signOut(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: `Menu of ${who}` }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

/** Signs somebody in where somebody else was before: the same browser profile. */
async function signInHere(context: BrowserContext, who: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(server.linkFor(who))
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${server.url}/`)
  return page
}

test('H20: a draft opens from this device while the server is away, is written on, and sent when it is back', async ({
  browser,
}) => {
  test.setTimeout(120_000) // the server starts twice
  const withWorker = { serviceWorkers: 'allow' } as const
  const page = await signedIn(browser, server, 'Focal point, IOM', withWorker)
  const draftId = await createDraft(page, 'Note on the road')
  const replacedId = await createDraft(page, 'Note on the term')
  const unopenedId = await createDraft(page, 'Note on the forum')
  await openDraft(page, replacedId)
  await openDraft(page, draftId)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)

  await server.kill9()
  await expect(page.getByText(OFFLINE)).toBeVisible()
  await page.reload()
  await writeAway(page, 'Note on the road', 'Written on the train. ')
  await page.goto(`${server.url}/drafts/${replacedId}`)
  await writeAway(page, 'Note on the term', 'Written on the plane. ')
  await page.goto(`${server.url}/drafts/${unopenedId}`)
  await expect(
    page.getByRole('heading', { name: 'This draft is not on this device' }),
  ).toBeVisible()
  await expectNoViolations(page)
  await page.goto(`${server.url}/drafts/${draftId}`)
  await expect(textOf(page, 'Note on the road')).toContainText('Written on the train.')

  // What a restored backup does to a draft: its text is another one now (H14).
  const database = new Database(path.join(server.dataDir, 'plenary.sqlite'))
  database.prepare('update draft set epoch = epoch + 1 where id = ?').run(replacedId)
  database.close()
  await server.restart()
  await expect(saved(page)).toBeVisible({ timeout: 30_000 })
  const { text } = await callFrom<{ text: string }>(page, 'GET', `/api/drafts/${draftId}/text`)
  expect(text).toContain('Written on the train.')

  await page.goto(`${server.url}/drafts/${replacedId}`)
  await expect(copyOf(page)).toHaveValue(/Written on the plane\./)
  await page.reload()
  await expect(copyOf(page)).toHaveValue(/Written on the plane\./)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(saved(page)).toBeVisible()
  await expect(textOf(page, 'Note on the term')).not.toContainText('plane')
})

test('H20: who leaves is told what was never sent, and the next person on this browser finds nothing of it', async ({
  browser,
}) => {
  const page = await signedIn(browser, server, 'Focal point, UNESCO')
  const context = page.context()
  const draftId = await createDraft(page, 'Note on schools')
  const line = await breakable(page)
  await openDraft(page, draftId)
  line.cut()
  await expect(page.getByText(OFFLINE)).toBeVisible()
  await writeAway(page, 'Note on schools', 'Not yet sent. ')
  expect(await kept(page)).toHaveLength(2)

  // The session ends elsewhere; somebody else signs in here.
  await context.clearCookies()
  await page.close()
  const other = await signInHere(context, 'Focal point, UNFPA')
  await openDraft(other, draftId)
  await expect(textOf(other, 'Note on schools')).not.toContainText('Not yet sent.')
  await signOut(other, 'Focal point, UNFPA')
  await other.waitForURL(/sign-in/)
  await expect.poll(() => kept(other)).toHaveLength(1)
  await other.close()

  const again = await signInHere(context, 'Focal point, UNESCO')
  await signOut(again, 'Focal point, UNESCO')
  const dialog = again.getByRole('dialog')
  const download = again.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Save as a file/ }).click()
  expect((await download).suggestedFilename()).toMatch(/\.md$/)
  await expectNoViolations(again)
  await dialog.getByRole('button', { name: 'Sign out and lose them' }).click()
  await again.waitForURL(/sign-in/)
  await expect.poll(() => kept(again)).toEqual([])
})

/** Words written with the line cut, by somebody who is going to find the draft changed. */
async function writtenAway(browser: Browser, who: string, office: Page, titles: string[]) {
  const page = await signedIn(browser, server, who)
  const line = await breakable(page)
  const ids: string[] = []
  for (const title of titles) ids.push(await createDraft(office, title))
  for (const id of ids) await openDraft(page, id)
  line.cut()
  for (const [index, title] of titles.entries()) {
    await page.goto(`${server.url}/drafts/${ids[index]}`)
    await expect(page.getByText(OFFLINE)).toBeVisible()
    await writeAway(page, title, 'Written on the train. ')
  }
  return { page, line, ids }
}

test('H4, H20: words for a draft that was withdrawn, or is no longer theirs to read, are offered after a reload too', async ({
  browser,
}) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const titles = ['Note on visas', 'Note on ports']
  const { page, line, ids } = await writtenAway(browser, 'Focal point, UNHCR', office, titles)
  const [visas, ports] = ids
  await callFrom(office, 'POST', `/api/drafts/${ports}/withdraw`, { reason: 'Said by telephone' })

  await page.reload()
  await expect(page.getByText('Read-only because the draft is withdrawn').first()).toBeVisible()
  await line.mend()
  await page.getByRole('button', { name: 'Keep my text' }).click({ timeout: 30_000 })
  await expect(copyOf(page)).toHaveValue(/Written on the train\./)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Go on without them' }).click()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Drop them' }).click()
  await expect(textOf(page, 'Note on ports')).not.toContainText('train')
  await expect(page.getByRole('button', { name: 'Keep my text' })).toBeHidden()

  const people = `/api/spaces/${await workspaceOf(office)}/people`
  const { access } = await callFrom<{ access: { id: string; agency: { plate: string } | null }[] }>(
    office,
    'GET',
    people,
  )
  const theirs = access.find(({ agency }) => agency?.plate === 'UNHCR')?.id
  await callFrom(office, 'DELETE', `/api/access/${theirs}`)
  await page.goto(`${server.url}/drafts/${visas}`)
  await expect(copyOf(page)).toHaveValue(/Written on the train\./)
  const left = (await kept(page)) ?? [visas]
  expect(left.filter((name) => name?.includes(visas ?? ''))).toEqual([])
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('heading', { name: 'Not here, or not yours' })).toBeVisible()
})

test('H6: words written away into a heading that became a paragraph meanwhile are offered, and inserted by one click', async ({
  browser,
}) => {
  const office = await signedIn(browser, server, 'Chair’s office')
  const { page, line, ids } = await writtenAway(browser, 'World Bank', office, ['Note on fares'])
  await openDraft(office, ids[0] ?? '')
  const text = textOf(office, 'Note on fares')
  await text.press('ControlOrMeta+End')
  await office.keyboard.type('Enough to be compacted.', { delay: 30 })
  await text.press('ControlOrMeta+Home')
  await office.getByRole('button', { name: /^Text style/ }).click()
  await office.getByRole('menuitemradio', { name: 'Paragraph' }).click()
  await expect(saved(office)).toBeVisible()

  await line.mend()
  await expect(saved(page)).toBeVisible({ timeout: 30_000 })
  await expect(textOf(page, 'Note on fares')).not.toContainText('train')
  // The last one leaves, and what the draft holds is tidied up.
  await office.goto(server.url)
  await page.goto(server.url)
  await office.goto(`${server.url}/drafts/${ids[0]}`)
  const offered = office.getByRole('region', { name: /^Text written into a paragraph/ })
  await expect(offered).toContainText('Written on the train.')
  await expectNoViolations(office)
  await offered.getByRole('button', { name: 'Insert it here' }).click()
  await expect(offered).toBeHidden()
  await expect(text).toContainText('Written on the train.')
})
