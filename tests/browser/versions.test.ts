import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { callFrom, signedIn } from './support/signed-in.ts'

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

const title = 'A note on contributions'

interface Story {
  office: Page
  iom: Page
  draftId: string
  /** Writes at the end of the text, and waits until it is stored. */
  write(page: Page, words: string): Promise<void>
  keep(label: string): Promise<string>
}

/** A draft without a text yet, which the office has open, and IOM too unless it is left out. */
async function story(browser: Browser, isShared: boolean): Promise<Story> {
  const office = await signedIn(browser, server, 'Chair’s office')
  const iom = isShared ? await signedIn(browser, server, 'Focal point, IOM') : office
  const navigation = office.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('link', { name: /^GMG Workspace/ }).click()
  await office.waitForURL(/\/spaces\//)
  const spaceId = /\/spaces\/([^/?]+)/.exec(office.url())?.[1]
  const made = { kind: 'note', title, isBlank: true }
  const { id } = await callFrom<{ id: string }>(
    office,
    'POST',
    `/api/spaces/${spaceId}/drafts`,
    made,
  )
  const pages = new Set([office, iom])
  for (const page of pages) await page.goto(`${server.url}/drafts/${id}`)
  const text = (page: Page) => page.getByRole('textbox', { name: title })
  return {
    office,
    iom,
    draftId: id,
    async write(page, words) {
      await text(page).click()
      await page.keyboard.press('ControlOrMeta+End')
      await page.keyboard.type(words)
      for (const reader of pages) await expect(text(reader)).toContainText(words.trim())
    },
    async keep(label) {
      const path = `/api/drafts/${id}/versions`
      return (await callFrom<{ id: string }>(office, 'POST', path, { label })).id
    },
  }
}

/** As the server keeps one at a pause in the writing, for which no test waits. */
function makeAutomatic(versionIds: string[]): void {
  const file = readdirSync(server.dataDir).find((name) => name.endsWith('.sqlite')) ?? ''
  const database = openConnection(path.join(server.dataDir, file), 'writer')
  const change = database.prepare(
    `update draft_version set kind = 'automatic', label = '', author_id = null, author_for = null
     where id = ?`,
  )
  for (const id of versionIds) change.run(id)
  database.close()
}

test('two versions are compared side by side and as one text, from change to change, each word with who wrote it', async ({
  browser,
}) => {
  const { office, iom, draftId, write, keep } = await story(browser, true)
  await write(office, 'Members send contributions.')
  const first = await keep('As sent')
  await write(iom, ' In French too.')
  await keep('After the meeting')

  await office.goto(`${server.url}/drafts/${draftId}/versions?version=${first}`)
  const version = office.getByRole('region', { name: 'As sent' })
  await version.getByRole('button', { name: 'Compare' }).click()
  await office.getByRole('menuitem', { name: 'With the text now' }).click()
  const compared = office.getByRole('region', { name: 'What changed' })
  await expect(compared.getByText('1 change')).toBeVisible()
  await expect(compared.getByRole('table')).toContainText('Members send contributions.')
  const inserted = compared.locator('ins')
  await expect(inserted).toHaveText('In French too.')
  await inserted.hover()
  await expect(office.locator('body > [aria-hidden]').last()).toHaveText(
    /^Inserted, written by .*Focal point, IOM/,
  )
  await expectNoViolations(office)

  await office.keyboard.press('j')
  await expect(compared.getByText('Change 1 of 1')).toBeVisible()
  await expect(compared.locator('tr[data-change]')).toBeFocused()

  await compared.getByText('As one text').click()
  await expect(compared.getByRole('table')).toBeHidden()
  await expect(inserted).toBeVisible()
  await expectNoViolations(office)

  // The way round: what came is what goes.
  await compared.getByRole('combobox', { name: 'To' }).selectOption({ index: 1 })
  await compared.getByRole('button', { name: 'Swap the two' }).click()
  await expect(compared.locator('del')).toHaveText('In French too.')
  await expect(inserted).toBeHidden()

  await office.setViewportSize({ width: 390, height: 844 })
  await expect(compared.getByText('Side by side')).toBeHidden()
  await expect(compared.locator('del')).toBeVisible()
  await expectNoViolations(office)
})

test('versions that were kept automatically are folded under their day, and one is named to be kept', async ({
  browser,
}) => {
  const { office, draftId, write, keep } = await story(browser, false)
  await write(office, 'One.')
  const [first, second] = [await keep('first'), await keep('second')]
  await keep('Named by hand')
  makeAutomatic([first, second])

  await office.goto(`${server.url}/drafts/${draftId}/versions`)
  const list = office.getByRole('navigation', { name: 'Versions, newest first' })
  await expect(list.getByRole('heading', { name: 'Today' })).toBeVisible()
  await expect(list.getByRole('link')).toHaveText(['The text now', 'Named by hand'])
  await list.getByText('2 kept automatically').click()
  await list.getByRole('link').nth(2).click()
  const version = office.getByRole('region', { name: 'Kept automatically' })
  await expect(version).toContainText('Of older days only the last one stays')
  await expectNoViolations(office)

  await version.getByRole('button', { name: 'More about this version' }).click()
  await office.getByRole('menuitem', { name: 'Name this version' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name of the version' }).fill('Agreed')
  await dialog.getByRole('button', { name: 'Name this version' }).click()
  await expect(office.getByRole('region', { name: 'Agreed' })).toContainText('One.')
  await expect(list.getByRole('link', { name: 'Agreed' })).toBeVisible()

  const download = office.waitForEvent('download')
  await office.getByRole('button', { name: 'More about this version' }).click()
  await office.getByRole('menuitem', { name: 'Markdown' }).click()
  expect((await download).suggestedFilename()).toBe(`${title} 2.md`)
})
