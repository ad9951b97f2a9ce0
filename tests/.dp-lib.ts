import { chromium } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { findChromium } from '/work/main/tests/support/chromium.ts'
export const links = () =>
  Object.fromEntries(
    readFileSync('/tmp/dp-server.log', 'utf8')
      .split('\n')
      .flatMap((l) => {
        const m = /^\s*(\S.*?)\s{2,}(\S.*?)\s{2,}(http\S+\/link\/\S+)/.exec(l)
        return m ? [[m[2], m[3]]] : []
      }),
  )
export async function open() {
  return chromium.launch((findChromium() as any).launchOptions)
}
export async function signIn(browser: any, who: string, opts: any = {}) {
  const link = Object.entries(links()).find(([n]) => n.includes(who))![1] as string
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...opts })
  const page = await context.newPage()
  page.on('console', (m: any) => m.type() === 'error' && console.log(who, 'console:', m.text()))
  page.on('pageerror', (e: any) =>
    console.log(who, 'pageerror:', e.message, e.stack?.slice(0, 600)),
  )
  await page.goto(link)
  try {
    await page.getByRole('button', { name: /sign in as/i }).click({ timeout: 8000 })
  } catch {
    console.log(page.url(), await page.locator('body').innerText())
  }
  await page.waitForURL((u: URL) => !u.pathname.startsWith('/sign-in'))
  return page
}
export async function api(page: any, path: string) {
  return page.evaluate(async (p: string) => (await fetch(p)).json(), path)
}
export async function allDrafts(page: any) {
  const s = await api(page, '/api/session')
  const { spaces } = await api(page, `/api/groups/${s.groups[0].id}/spaces`)
  const out: any[] = []
  for (const sp of spaces)
    out.push(
      ...(await api(page, `/api/spaces/${sp.id}/drafts`)).drafts.map((d: any) => ({
        ...d,
        spaceName: sp.name,
      })),
    )
  return out
}
