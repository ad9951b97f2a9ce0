import type { CDPSession, Page } from '@playwright/test'

/** Milliseconds since the page began to load. */
export interface Opening {
  /** The first frame with the text arrived. */
  arrived: number
  /** The last words were painted. */
  painted: number
}

declare global {
  interface Window {
    textArrived: number
    textPainted: number
    keyDelays: number[]
  }
}

/** Watches, in the page, for the text to arrive over the socket and to be painted. */
export async function watchOpening(page: Page, lastWords: string): Promise<void> {
  await page.addInitScript((words) => {
    window.textArrived = 0
    window.textPainted = 0
    const Base = window.WebSocket
    window.WebSocket = class extends Base {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols)
        if (!String(address).includes('/collab/')) return
        this.addEventListener('message', ({ data }) => {
          const isText = data instanceof ArrayBuffer && data.byteLength > 5000
          if (isText && window.textArrived === 0) window.textArrived = performance.now()
        })
      }
    }
    const look = () => {
      const text = document.querySelector('.ProseMirror')
      if (text?.lastElementChild?.textContent?.includes(words) !== true)
        return void requestAnimationFrame(look)
      // After the frame that holds it.
      requestAnimationFrame(() =>
        setTimeout(() => {
          window.textPainted = performance.now()
        }),
      )
    }
    requestAnimationFrame(look)
  }, lastWords)
}

export async function opening(page: Page): Promise<Opening> {
  await page.waitForFunction(() => window.textPainted > 0, null, { timeout: 120_000 })
  return page.evaluate(() => ({ arrived: window.textArrived, painted: window.textPainted }))
}

/** Milliseconds from each key going down to the frame that shows its letter, in order. */
export async function typeMeasured(page: Page, letters: string, pause: number): Promise<number[]> {
  await page.evaluate(() => {
    window.keyDelays = []
    const listener = (event: KeyboardEvent) => {
      requestAnimationFrame(() =>
        setTimeout(() => window.keyDelays.push(performance.now() - event.timeStamp)),
      )
    }
    document.addEventListener('keydown', listener, { capture: true })
  })
  await page.keyboard.type(letters, { delay: pause })
  await page.waitForFunction((count) => window.keyDelays.length >= count, letters.length)
  return page.evaluate(() => window.keyDelays)
}

/** Seconds of CPU that the page's main thread took: other work of the machine does not count. */
export interface Spent {
  wall: number
  task: number
  script: number
  layout: number
}

export async function spent(session: CDPSession, during: () => Promise<unknown>): Promise<Spent> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const started = performance.now()
  const before = await metrics(session)
  await during()
  const after = await metrics(session)
  const took = (name: string) => (after[name] ?? 0) - (before[name] ?? 0)
  await session.send('Performance.disable')
  return {
    wall: (performance.now() - started) / 1000,
    task: took('TaskDuration'),
    script: took('ScriptDuration'),
    layout: took('LayoutDuration') + took('RecalcStyleDuration'),
  }
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const answer = await session.send('Performance.getMetrics')
  return Object.fromEntries(answer.metrics.map(({ name, value }) => [name, value]))
}

export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
