import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

const space = 'Migration Governance discussion forum'
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

/** Opens the invitations of the space by its pages. */
async function openInvitations(page: Page): Promise<void> {
  await page.goto(server.url)
  const links = page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${space}`) })
  await links.first().click()
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('link', { name: /^(Invite|Propose an invitation)$/ }).click()
  await expect(page.getByRole('heading', { name: 'Invitations', level: 1 })).toBeVisible()
}

test('a link works once: someone new joins by it and stands in the space; then it helps on (H9, H17)', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  await openInvitations(office)
  await expect(office.getByRole('listitem').filter({ hasText: 'World Bank' })).toContainText(
    'Not sent yet',
  )
  await expectNoViolations(office)
  await office.getByRole('button', { name: 'Invite' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /World Bank/ }).check()
  await expectNoViolations(office)
  await dialog.getByRole('button', { name: 'Send 1 invitation' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Link for World Bank' }).inputValue()
  await expect(dialog).toContainText('shown here this once')
  await expectNoViolations(office)
  await dialog.getByRole('button', { name: 'Done' }).click()

  const fresh = await (await browser.newContext()).newPage()
  await fresh.goto(link)
  await expect(fresh.getByRole('heading', { name: `Join ${space}` })).toBeVisible()
  await expectNoViolations(fresh)
  await fresh.getByRole('button', { name: /^Join as/ }).click()
  await expect(fresh.getByText('Please write your name.')).toBeVisible()
  await fresh.getByLabel('Your work e-mail address').fill('new.colleague@worldbank.example')
  await fresh.getByLabel('Your name').fill('New Colleague')
  await fresh.getByRole('button', { name: 'Join as focal point of World Bank' }).click()
  await expect(fresh.getByRole('heading', { name: space, level: 1 })).toBeVisible()

  const accepted = office.getByRole('listitem').filter({ hasText: 'World Bank' })
  await expect(accepted).toContainText('Accepted')
  await expect(accepted).toContainText('New Colleague')

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'Link used already' })).toBeVisible()
  await expectNoViolations(late)
})

test('a focal point proposes, and the chair’s office accepts with one click', async ({
  browser,
}) => {
  const iom = await signedIn(browser, 'Focal point, IOM')
  await openInvitations(iom)
  await iom.getByRole('button', { name: 'Propose an invitation' }).first().click()
  const dialog = iom.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /UNODC/ }).check()
  await dialog.getByRole('button', { name: 'Propose 1 invitation' }).click()
  await expect(dialog).toContainText('Proposed to the chair’s office')

  const office = await signedIn(browser, 'Chair’s office')
  await openInvitations(office)
  await office.getByRole('button', { name: /^Accept and send the invitation/ }).click()
  await expect(office.getByRole('dialog').getByRole('textbox', { name: /^Link for/ })).toHaveValue(
    /\/invite\//,
  )
})

test('an address that is not known shows the page that helps on', async ({ page }) => {
  await page.goto(`${server.url}/invite/nothing`)
  await expect(page.getByRole('heading', { name: 'Link not known' })).toBeVisible()
  await expectNoViolations(page)
})
