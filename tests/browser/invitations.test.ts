import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

async function signedIn(browser: Browser, words: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(server.linkFor(words))
  await page.getByRole('button', { name: 'Sign in as' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}

async function openInvitations(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^Migration Governance/ })
    .first()
    .click()
  await page.waitForURL(/\/spaces\//)
  await page.goto(`${page.url()}/invite`)
  await expect(page.getByRole('heading', { level: 1, name: 'Invitations' })).toBeVisible()
}

test('the office invites an agency, and by the link somebody new is in the space; the link works once (H17)', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  await openInvitations(office)
  await expectNoViolations(office)

  await office.getByRole('button', { name: 'Invite', exact: true }).click()
  await office.getByRole('searchbox', { name: /Find an agency/ }).fill('world')
  await office.keyboard.press('Enter')
  await expect(office.getByRole('checkbox', { name: /World Bank/ })).toBeChecked()
  await office.getByLabel('A line from you').fill('One line on the note is enough.')
  await expectNoViolations(office)
  await office.getByRole('button', { name: 'Send 1 invitation' }).click()
  const link = await office.getByRole('textbox', { name: 'Link for World Bank' }).inputValue()
  const mail = office.getByRole('link', { name: 'Open in my mail' })
  expect(decodeURIComponent((await mail.getAttribute('href')) ?? '')).toContain(link)
  await expectNoViolations(office)
  await office.getByRole('button', { name: 'Done' }).click()

  const invited = await (await browser.newContext()).newPage()
  await invited.goto(link)
  expect(new URL(invited.url()).pathname).toBe('/invitation')
  await expect(
    invited.getByRole('heading', { name: 'Join Migration Governance discussion forum' }),
  ).toBeVisible()
  await expect(invited.getByText('One line on the note is enough.')).toBeVisible()
  await expectNoViolations(invited)
  await invited.getByLabel('Your work e-mail address').fill('new.colleague@worldbank.example')
  await invited.getByLabel('Your name').fill('New Colleague')
  await invited.getByRole('button', { name: 'Join as focal point of World Bank' }).click()
  await invited.waitForURL(/\/spaces\//)
  await expect(
    invited.getByRole('heading', { level: 1, name: 'Migration Governance discussion forum' }),
  ).toBeVisible()
  await invited.getByRole('button', { name: 'Set a password' }).click()
  await expect(invited).toHaveURL(/\/account/)

  const accepted = office.getByRole('listitem').filter({ hasText: 'New Colleague' })
  await expect(accepted.getByText('Accepted')).toBeVisible()

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'Link used already' })).toBeVisible()
  await expectNoViolations(late)
  await late.getByRole('link', { name: 'Sign in' }).click()
  await expect(late).toHaveURL(/\/sign-in/)
})

test('a focal point proposes and brings a colleague; the office accepts by one click, and revokes', async ({
  browser,
}) => {
  const focalPoint = await signedIn(browser, 'Focal point, UNHCR')
  await openInvitations(focalPoint)
  await focalPoint.getByRole('button', { name: 'Propose an invitation' }).click()
  await focalPoint.getByRole('checkbox', { name: /UNODC/ }).check()
  const find = focalPoint.getByRole('searchbox', { name: /Find an agency/ })
  await find.fill('Bo Colleague <bo@unhcr.example>; bo@unhcr.example; nonsense@')
  await find.press('Enter')
  await expect(focalPoint.getByText('line 1: nonsense@')).toBeVisible()
  await expect(focalPoint.getByText('Listed twice', { exact: false })).toBeVisible()
  await expect(focalPoint.getByText('No agency has this domain', { exact: false })).toBeVisible()
  await focalPoint
    .getByRole('combobox', { name: 'Agency of bo@unhcr.example' })
    .selectOption({ label: 'UNHCR' })
  await focalPoint.getByRole('button', { name: 'Send 1, propose 1' }).click()
  await expect(focalPoint.getByText('Proposed to the chair’s office')).toBeVisible()
  await expect(focalPoint.getByRole('textbox', { name: 'Link for bo@unhcr.example' })).toBeVisible()

  const office = await signedIn(browser, 'Chair’s office')
  await openInvitations(office)
  await office.getByRole('button', { name: /^Accept and send/ }).click()
  const link = await office.getByRole('textbox', { name: /^Link for United Nations/ }).inputValue()
  await office.getByRole('button', { name: 'Done' }).click()

  const sent = office
    .getByRole('listitem')
    .filter({ hasText: 'Sent:' })
    .filter({ hasText: 'UNODC' })
  await sent.getByRole('button', { name: /^More about/ }).click()
  await office.getByRole('menuitem', { name: 'Revoke' }).click()
  await office.getByRole('button', { name: 'Revoke the invitation' }).click()
  await expect(office.getByText('is revoked', { exact: false })).toBeVisible()

  const late = await (await browser.newContext()).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'Link withdrawn' })).toBeVisible()
})

test('who is signed in is asked whether it is them, and a link for others is refused in words (H10)', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  await openInvitations(office)
  await office.getByRole('button', { name: 'Invite', exact: true }).click()
  const find = office.getByRole('searchbox', { name: /Find an agency/ })
  await find.fill('one.person@elsewhere.example')
  await find.press('Enter')
  await office.getByRole('checkbox', { name: /one.person/ }).check()
  await office.getByRole('button', { name: 'Send 1 invitation' }).click()
  const link = await office.getByRole('textbox', { name: /^Link for one.person/ }).inputValue()

  await office.goto(link)
  await office.getByRole('button', { name: /^Join as GMG Chair support team/ }).click()
  await expect(office.getByRole('alert')).toContainText('for another address')
  await office.getByRole('button', { name: 'Not me' }).click()
  await expect(office.getByLabel('Your work e-mail address')).toHaveValue(
    'one.person@elsewhere.example',
  )
  await expect(office.getByText('ends the session of GMG Chair support team')).toBeVisible()
  await office.getByRole('button', { name: 'Decline it' }).click()
  await office.getByRole('button', { name: 'Decline the invitation' }).click()
  await expect(office.getByRole('heading', { name: 'Invitation declined' })).toBeVisible()
})
