import { expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { signedIn } from './support/signed-in.ts'

const password = 'four lamps beside a river'

let server: RunningServer

test.beforeAll(async () => {
  server = await startServer({ demo: true })
})
test.afterAll(() => server.stop())

async function openAccount(page: Page): Promise<void> {
  await page.goto(`${server.url}/account`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

test('name, language and time zone change the whole client at once, right to left included', async ({
  browser,
}) => {
  const page = await signedIn(browser, server, 'Focal point, UNFPA')
  await openAccount(page)
  await page.getByRole('combobox', { name: 'Time zone' }).fill('new york')
  await page.getByRole('option', { name: 'America/New York' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Second focal point')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'العربية' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('حسابي')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('button', { name: /Second focal point/ })).toBeVisible()
  await expectNoViolations(page)
})

test('H25: a new password ends the other sessions and opens the way back in', async ({
  browser,
}) => {
  const other = await signedIn(browser, server, 'Focal point, UNESCO')
  const page = await signedIn(browser, server, 'Focal point, UNESCO')
  await openAccount(page)
  const address = await page.getByText('@demo.invalid').textContent()
  await page.getByLabel('New password').fill('password1234')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByText('This one is among those that are tried first.')).toBeVisible()
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('button', { name: 'Change the password' })).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)

  await other.getByLabel('E-mail address').fill(address ?? '')
  await other.getByRole('textbox', { name: 'Password', exact: true }).fill(password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other).toHaveURL(`${server.url}/`)
  await openAccount(page)
  const sessions = page.getByRole('list', { name: 'Signed in' })
  await expect(sessions).toContainText('By password')
  await sessions.getByRole('button', { name: /^End the session/ }).click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await other.reload()
  await expect(other).toHaveURL(/\/sign-in/)
})

test('a token is shown once, works within its scope, and is refused when revoked', async ({
  browser,
  request,
}) => {
  const page = await signedIn(browser, server, 'Focal point, IOM')
  await openAccount(page)
  await page.getByRole('button', { name: 'Make a token' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What it is for').fill('Weekly report')
  await expectNoViolations(page)
  await dialog.getByRole('button', { name: 'Make a token' }).click()
  const token = await dialog.getByLabel('Token').inputValue()
  const asProgram = { headers: { authorization: `Bearer ${token}` } }
  expect((await request.get(`${server.url}/api/session`, asProgram)).status()).toBe(200)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(token)).toHaveCount(0)

  await page.getByRole('button', { name: 'Revoke Weekly report' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('You have no tokens.')).toBeVisible()
  const refused = await request.get(`${server.url}/api/account/tokens`, asProgram)
  expect(refused.status()).toBe(401)
})

test('H17: the address that ends the mail asks first, and one click ends it', async ({
  browser,
}) => {
  const page = await signedIn(browser, server, 'Focal point, UNHCR')
  await page.goto(`${server.url}/account?mail=stop`)
  await expect(page.getByLabel('At once')).toBeChecked()
  await page.getByRole('button', { name: 'Send me no more mail' }).click()
  await expect(page.getByLabel('No mail')).toBeChecked()
  await expect(page.getByRole('button', { name: 'Send me no more mail' })).toHaveCount(0)
  await expectNoViolations(page)
})
