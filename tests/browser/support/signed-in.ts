import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { RunningServer } from './server.ts'

/** A browser of its own, signed in by the demonstration's first link whose line has the words. */
export async function signedIn(
  browser: Browser,
  server: RunningServer,
  who: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  await page.goto(server.linkFor(who))
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${server.url}/`)
  return page
}

/** Calls the API as the person of this page would; throws what the server refused. */
export function callFrom<Answer>(
  page: Page,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  return page.evaluate(
    async (request) => {
      const response = await fetch(request.path, {
        method: request.method,
        headers: { 'content-type': 'application/json' },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${response.status} ${text}`)
      return text === '' ? null : JSON.parse(text)
    },
    { method, path, body },
  )
}
