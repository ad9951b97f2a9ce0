import { type Browser, expect, type Page, test } from '@playwright/test'
import { expectNoViolations } from './support/axe.ts'
import { type RunningServer, startServer } from './support/server.ts'

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

test('the chair’s office sees agencies, seats and terms, and marks who keeps the seats', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'Chair’s office')
  await page.getByRole('link', { name: 'Members' }).first().click()
  const desa = page.getByRole('row', { name: /UN\/DESA/ })
  await expect(desa).toContainText('In the chair')
  await expect(desa).toContainText('Secretariat')
  await expectNoViolations(page)

  await page.getByRole('link', { name: 'Chairmanships' }).click()
  await expect(page.getByRole('row', { name: /UN\/DESA/ })).toContainText('In office')
  await expect(page.getByRole('row', { name: /Nobody/ })).toContainText('Vacant')
  await expectNoViolations(page)

  await page.getByRole('link', { name: /^Seats/ }).click()
  const seat = page.getByRole('row', { name: /Focal point, ILO/ })
  await seat.getByRole('button', { name: 'More about the seat of Focal point, ILO' }).click()
  await page.getByRole('menuitem', { name: 'Mark as keeper of the agency’s seats' }).click()
  await expect(seat).toContainText('Keeps the seats')
  await expectNoViolations(page)
})

test('ending a seat says what ends with it; its person sees the members no longer', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'Chair’s office')
  const unesco = await signedIn(browser, 'Focal point, UNESCO')
  await unesco.goto(`${server.url}/members`)
  await expect(unesco.getByRole('table', { name: 'Agencies' })).toBeVisible()

  await office.goto(`${server.url}/members?show=seats`)
  const seat = office.getByRole('row', { name: /Focal point, UNESCO/ })
  await seat.getByRole('button', { name: /^More about the seat/ }).click()
  await office.getByRole('menuitem', { name: 'End the seat' }).click()
  const dialog = office.getByRole('dialog', { name: 'End the seat of Focal point, UNESCO?' })
  await expect(dialog).toContainText('ends at once')
  await dialog.getByRole('button', { name: 'End the seat' }).click()
  await expect(seat).toHaveCount(0)

  await unesco.reload()
  await expect(unesco.getByRole('heading', { name: 'Not here, or not yours' })).toBeVisible()
})

test('who may not act on seats is offered nothing and knows no addresses; an observer sees no members', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'Focal point, UNHCR')
  await page.goto(`${server.url}/members?show=seats`)
  const other = page.getByRole('row', { name: /Focal point, IOM/ })
  await expect(other).toBeVisible()
  await expect(other.getByRole('button')).toHaveCount(0)
  await expect(other.getByRole('link')).toHaveCount(0)

  const observer = await signedIn(browser, 'Observer')
  await observer.goto(`${server.url}/members?show=seats`)
  await expect(observer.getByRole('heading', { name: 'Not here, or not yours' })).toBeVisible()
})
