// `npm run bench:client`: the editor at length, in Chromium against the real server. How long 300
// pages take from the first frame to the screen, how long a key takes to be painted, and what a room
// of 200 people costs the page that looks on. `--pages 20 --people 10` for a quick look.
import { parseArgs } from 'node:util'
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import * as Y from 'yjs'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'
import { newSharedChildren, sharedParts } from '#shared/editor/write-fragment.ts'
import { findChromium } from '#tests/support/chromium.ts'
import { callFrom } from '#tests/browser/support/signed-in.ts'
import { type RunningServer, startServer } from '#tests/browser/support/server.ts'
import { join, leave, Onlooker, paragraphsOf, positionIn, type Writer } from './crowd.ts'
import { longText } from './long-text.ts'
import {
  opening,
  type Opening,
  quantile,
  spent,
  type Spent,
  typeMeasured,
  watchOpening,
} from './page-clock.ts'

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '300' },
    people: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '5' },
  },
})
const pages = Number(values.pages)
const people = Number(values.people)
const rounds = Number(values.rounds)
/** Each has a copy of the text in this process. */
const WRITERS = 25
/** A person may have 32 connections. */
const WHO = [
  'Chair’s',
  'UNHCR',
  'UNFPA',
  'UNESCO',
  'World Bank',
  'Regional',
  'Principal',
  'Sha Zukang',
]

const VIEWPORT = { width: 1440, height: 900 }

interface Address {
  url: string
  draftId: string
}

const ms = (value: number) => `${value.toFixed(0)} ms`
const report = (what: string, figures: string) => console.log(`${what.padEnd(58)}${figures}`)

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

async function signIn(context: BrowserContext, server: RunningServer, who: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(server.linkFor(who))
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${server.url}/`)
  return page
}

async function createDraft(page: Page): Promise<string> {
  const { groups } = await callFrom<{ groups: { id: string }[] }>(page, 'GET', '/api/session')
  const list = `/api/groups/${groups[0]?.id}/spaces`
  const { spaces } = await callFrom<{ spaces: { id: string; name: string }[] }>(page, 'GET', list)
  const space = spaces.find(({ name }) => name === 'GMG Workspace')?.id
  const body = { kind: 'report', title: 'A long report', isBlank: true }
  return (await callFrom<{ id: string }>(page, 'POST', `/api/spaces/${space}/drafts`, body)).id
}

async function seed(server: RunningServer, draftId: string, cookie: string): Promise<void> {
  const author = await join(server.url, draftId, cookie)
  const fragment = author.doc.getXmlFragment(DRAFT_FRAGMENT)
  author.doc.transact(() =>
    fragment.insert(fragment.length, newSharedChildren(sharedParts(longText(pages).content))),
  )
  const bytes = Y.encodeStateAsUpdate(author.doc).length.toLocaleString('en')
  console.log(`${pages} pages, ${bytes} bytes`)
  // Stored when somebody else has it.
  const other = await join(server.url, draftId, cookie)
  while (other.doc.getXmlFragment(DRAFT_FRAGMENT).length < 3)
    await new Promise((resolve) => other.doc.once('update', resolve))
  leave(author)
  leave(other)
}

const share = ({ wall, task, script, layout }: Spent) => {
  const percent = (seconds: number) => `${((seconds / wall) * 100).toFixed(0)} %`
  return `${percent(task)} of a core (script ${percent(script)}, layout ${percent(layout)})`
}

/** As somebody's first visit, and as a later one, when the text stands on the device already. */
async function measureOpening(context: BrowserContext, address: string): Promise<void> {
  const cold: Opening[] = []
  const warm: Opening[] = []
  const cpu: number[] = []
  for (let round = 0; round < rounds; round++) {
    const visitor = await newVisitor(context)
    for (const openings of [cold, warm]) {
      const session = await visitor.context().newCDPSession(visitor)
      const { task } = await spent(session, async () => {
        await visitor.goto(address)
        openings.push(await opening(visitor))
      })
      if (openings === warm) cpu.push(task * 1000)
      await visitor.goto('about:blank')
    }
    await visitor.context().close()
  }
  const painted = cold.map((one) => one.painted - one.arrived)
  report('first visit, text arrived → painted', `median ${ms(quantile(painted, 0.5))}`)
  const asked = warm.map((one) => one.painted)
  report(
    'later visit, page asked for → painted',
    `median ${ms(quantile(asked, 0.5))}, CPU ${ms(quantile(cpu, 0.5))}`,
  )
}

async function newVisitor(context: BrowserContext): Promise<Page> {
  const { cookies } = await context.storageState()
  const visitor = await browser.newContext({ viewport: VIEWPORT })
  await visitor.addCookies(cookies)
  const page = await visitor.newPage()
  await watchOpening(page, `the end of page ${pages}`)
  return page
}

async function measureTyping(page: Page, session: CDPSession, where: string): Promise<void> {
  const text = page.locator('.ProseMirror > p').nth(where === 'start' ? 1 : pages * 2)
  await text.click()
  const letters = 'a quick brown fox jumps over it '.repeat(3)
  let delays: number[] = []
  const { task } = await spent(session, async () => {
    delays = await typeMeasured(page, letters, 60)
  })
  report(
    `key → painted, at the ${where}`,
    `median ${ms(quantile(delays, 0.5))}, p95 ${ms(quantile(delays, 0.95))}, CPU ${((task * 1000) / letters.length).toFixed(1)} ms a key`,
  )
}

/** Does something five times a second for six seconds, and says what it cost the page. */
async function during(page: Page, session: CDPSession, act: () => void): Promise<string> {
  return share(
    await spent(session, async () => {
      for (let at = 0; at < 6000; at += 200) {
        act()
        await page.waitForTimeout(200)
      }
    }),
  )
}

async function crowded(page: Page, session: CDPSession, cookies: string[], address: Address) {
  const { url, draftId } = address
  const reader = await join(url, draftId, cookies[0] ?? '')
  const paragraphs = paragraphsOf(reader.doc)
  const others = Array.from({ length: people }, (_, index) => {
    return new Onlooker(url, draftId, cookies[index % cookies.length] ?? '')
  })
  for (const other of others) await other.opened()
  const place = (index: number, of: number) =>
    paragraphs[Math.floor((index / of) * paragraphs.length)]
  const move = (letter: number) => {
    others.forEach((other, index) => {
      const text = place(index, others.length)
      if (text !== undefined) other.moveTo(positionIn(text, letter))
    })
  }
  move(1)
  await page.waitForFunction(
    (count) => document.querySelectorAll('.draft-caret').length >= count,
    people,
  )
  report(`${people} carets at rest`, await during(page, session, () => undefined))
  let step = 0
  const moving = await during(page, session, () => move(step++ % 80))
  report(`${people} carets moving 5 times a second`, moving)
  await measureTyping(page, session, 'middle')

  const writers: Writer[] = []
  for (let index = 0; index < WRITERS; index++)
    writers.push(await join(url, draftId, cookies[index % cookies.length] ?? ''))
  const texts = writers.map(
    ({ doc }, index) => paragraphsOf(doc)[Math.floor((index / WRITERS) * paragraphs.length)],
  )
  const typing = await during(page, session, () => {
    for (const text of texts) text?.insert(Math.min(20, text.length), 'xx')
  })
  report(`${WRITERS} typing 10 keys a second beside them`, typing)
  for (const writer of [reader, ...writers]) leave(writer)
  for (const other of others) other.leave()
}

const found = findChromium()
if ('unavailable' in found) throw new Error(found.unavailable)
const server = await startServer({ demo: true })
const browser = await chromium.launch(found.launchOptions)
try {
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await signIn(context, server, 'Focal point, IOM')
  const draftId = await createDraft(page)
  await seed(server, draftId, await cookieOf(context))
  await watchOpening(page, `the end of page ${pages}`)
  const session = await context.newCDPSession(page)
  await measureOpening(context, `${server.url}/drafts/${draftId}`)
  await page.goto(`${server.url}/drafts/${draftId}`)
  await opening(page)
  await measureTyping(page, session, 'start')
  await measureTyping(page, session, 'middle')

  const cookies: string[] = []
  for (const who of WHO) {
    const theirs = await browser.newContext()
    await signIn(theirs, server, who)
    cookies.push(await cookieOf(theirs))
    await theirs.close()
  }
  await crowded(page, session, cookies, { url: server.url, draftId })
} finally {
  await browser.close()
  await server.stop()
}
