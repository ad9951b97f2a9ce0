import { Child } from './child.ts'
import type { ClientOrder, Joiner, Records } from './clients/orders.ts'
import { now, percentile, sleep } from './measure.ts'
import type { RunningServer } from './running-server.ts'

export interface TypingSpan {
  /** Of the measurement. */
  seconds: number
  /** Milliseconds within which all begin. */
  within: number
}

/** People who type into drafts, in processes apart from the server. */
export interface Typing extends TypingSpan {
  /** Each inner list is a process of its own; whether its people note what they see. */
  crowds: { joiners: Joiner[]; observes: boolean }[]
  keysPerSecond: number
  carets: boolean
  /** Seconds from the last one's beginning to the measurement. */
  warmUp: number
}

export interface TypingFigures {
  /** Milliseconds from the insert to another's document having it. */
  p50: number
  p99: number
  /** Microseconds of the server's processor time for each keystroke. */
  cpuPerKey: number
  /** MiB resident, the mean of the measurement. */
  memory: number
  /** Of the keys that should have been pressed, how many were: 1, unless the clients were too slow. */
  pace: number
}

const PATIENCE = 20_000

export async function measureTyping(server: RunningServer, typing: Typing): Promise<TypingFigures> {
  const children = typing.crowds.map(() => new Child('clients/client-process.ts'))
  try {
    const { kind: kindOfServer, url } = server
    const joined = children.map((child, n) => {
      const { joiners = [], observes = false } = typing.crowds[n] ?? {}
      const order: ClientOrder = { kind: 'join', server: kindOfServer, url, joiners, observes }
      return child.ask(order)
    })
    await Promise.all(joined)
    const { carets, keysPerSecond, warmUp, within } = typing
    await tellAll(children, { kind: 'type', keysPerSecond, carets, within })
    await sleep(within + warmUp * 1000)
    const from = now()
    const cpuBefore = server.cpuSeconds()
    const memory = await meanMemory(server, typing.seconds)
    const cpu = server.cpuSeconds() - cpuBefore
    const to = now()
    await tellAll(children, { kind: 'rest' })
    const { delays, keys } = await gather(children, typing, { from, to })
    return {
      p50: percentile(delays, 50),
      p99: percentile(delays, 99),
      cpuPerKey: (cpu / keys) * 1e6,
      memory,
      pace: keys / (writersIn(typing) * typing.keysPerSecond * ((to - from) / 1000)),
    }
  } finally {
    await Promise.all(children.map((child) => child.end('SIGKILL')))
  }
}

const writersIn = ({ crowds }: Typing) =>
  crowds.flatMap(({ joiners }) => joiners).filter(({ paragraph }) => paragraph !== null).length

const tellAll = (children: Child[], order: ClientOrder) =>
  Promise.all(children.map((child) => child.ask(order)))

async function meanMemory(server: RunningServer, seconds: number): Promise<number> {
  const samples: number[] = []
  const until = now() + seconds * 1000
  while (now() < until) {
    samples.push(server.memory())
    await sleep(Math.max(0, Math.min(500, until - now())))
  }
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length
}

interface Found {
  /** Milliseconds, for each letter and each who saw it. */
  delays: number[]
  keys: number
  /** What somebody has not seen yet. */
  missing: number
}

/** Waits until everything typed was seen by everybody who observes it. */
async function gather(
  children: Child[],
  { crowds }: Typing,
  span: { from: number; to: number },
): Promise<Found> {
  const until = now() + PATIENCE
  for (;;) {
    const records = (await tellAll(children, { kind: 'records' })) as Records[]
    const found = match(records, observersOf(crowds, records), span)
    if (found.missing === 0) return found
    if (now() > until) throw new Error(`${found.missing} letters were not seen by all`)
    await sleep(200)
  }
}

/** By client id, how many see what it types: the others in its draft whose process observes. */
function observersOf(crowds: Typing['crowds'], records: Records[]): Map<number, number> {
  const people = crowds.flatMap(({ joiners, observes }, crowd) =>
    joiners.map(({ draft }, n) => ({ client: records[crowd]?.clients[n] ?? 0, draft, observes })),
  )
  return new Map(
    people.map((one) => [
      one.client,
      people.filter((other) => other !== one && other.observes && other.draft === one.draft).length,
    ]),
  )
}

function match(
  records: Records[],
  observers: Map<number, number>,
  { from, to }: { from: number; to: number },
): Found {
  const typedAt = new Map<number, Map<number, number>>()
  let [keys, missing] = [0, 0]
  for (const { typed } of records) {
    for (let n = 0; n < typed.length; n += 3) {
      const [client, clock, at] = [typed[n]!, typed[n + 1]!, typed[n + 2]!]
      if (at < from || at >= to) continue
      keys++
      missing += observers.get(client) ?? 0
      const own = typedAt.get(client) ?? new Map<number, number>()
      typedAt.set(client, own.set(clock, at))
    }
  }
  const delays: number[] = []
  for (const { seen } of records) {
    for (let n = 0; n < seen.length; n += 4) {
      const own = typedAt.get(seen[n]!)
      for (let clock = seen[n + 1]!; own && clock < seen[n + 2]!; clock++) {
        const at = own.get(clock)
        if (at !== undefined) delays.push(seen[n + 3]! - at)
      }
    }
  }
  return { delays, keys, missing: missing - delays.length }
}
