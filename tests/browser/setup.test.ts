import { expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer()
})
test.afterAll(() => server.stop())

function setupLink(): string {
  const link = /https?:\/\/\S+\/setup\/\S+/.exec(server.output())?.[0]
  if (!link) throw new Error(`No first-run link in:\n${server.output()}`)
  return link
}

async function pasteAgencies(page: Page, text: string): Promise<void> {
  await page.getByLabel('List of agencies').fill(text)
}

test('an empty installation says how it is set up, and shows no form without the link', async ({
  page,
}) => {
  await page.goto(server.url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not set up yet')
  await expectNoViolations(page)
  await page.goto(`${server.url}/setup`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This page opens by its link only',
  )
  await expectNoViolations(page)
})

test('the first run makes the group from a pasted list and ends signed in at home', async ({
  page,
}) => {
  await page.goto(setupLink())
  await expect(page).toHaveURL(`${server.url}/setup`)
  await page.getByRole('button', { name: 'Set up the group' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true }).first()).toBeFocused()
  await expect(page.getByText('Name at least one agency.')).toBeVisible()
  await expectNoViolations(page)

  await page
    .getByRole('textbox', { name: 'Name', exact: true })
    .first()
    .fill('Water and Sanitation Group')
  await page.getByRole('textbox', { name: 'Acronym', exact: true }).first().fill('WSG')
  await page.getByRole('combobox', { name: 'Time zone' }).fill('nairobi')
  await page.getByRole('option', { name: 'Africa/Nairobi' }).click()

  await page.getByRole('button', { name: 'Paste a list' }).click()
  await pasteAgencies(page, 'AFW; Agency for Water\nnobody\nAFW; Twice')
  await expect(page.getByText('Line 2:')).toBeVisible()
  await expect(page.getByText('Line 3:')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take over 3 agencies' })).toBeDisabled()
  await pasteAgencies(page, 'AFW; Agency for Water\nBOS; Bureau of Sanitation')
  await page.getByRole('button', { name: 'Take over 2 agencies' }).click()
  await expect(page.getByLabel('Name of agency 2')).toHaveValue('Bureau of Sanitation')

  await page.getByRole('combobox', { name: 'Agency in the chair' }).click()
  await page.getByRole('option', { name: 'BOS' }).click()
  await page.getByLabel('From').fill('2020-01-01')
  await page.getByLabel('Until').fill('2019-12-31')
  await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill('Focal Person')
  await page.getByLabel('E-mail address').fill('focal.person@wsg.example')
  await page.getByRole('combobox', { name: 'Your agency' }).click()
  await page.getByRole('option', { name: 'AFW' }).click()
  await page.getByRole('button', { name: 'Set up WSG' }).click()
  await expect(page.getByText('Must not be before the first day.')).toBeVisible()
  await page.getByLabel('Until').fill('2099-12-31')
  await page.getByRole('button', { name: 'Set up WSG' }).click()

  await expect(page).toHaveURL(`${server.url}/`)
  await expect(page.getByText('Start where your group works')).toBeVisible()
  await expect(page.getByText(/^2 agencies are members\./)).toBeVisible()
  // No mail is configured, and no password was chosen: there would be no way back (H9).
  await expect(page.getByRole('link', { name: 'Set a password' })).toBeVisible()
  await expectNoViolations(page)
})

test('the link of the first run opens nothing any more', async ({ page }) => {
  await page.goto(setupLink())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This installation is set up already',
  )
})
