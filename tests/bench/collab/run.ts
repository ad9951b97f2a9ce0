import { longDraft } from './drafts.ts'
import { type Measure, noResults, type Results } from './results.ts'
import { type SeededServer, seedServer } from './running-server.ts'
import { killSeeds, killWhileTyping } from './scenes/kill.ts'
import { manyRooms, manyRoomsSeeds } from './scenes/many-rooms.ts'
import { oneRoom, oneRoomSeeds } from './scenes/one-room.ts'
import { measureOpening } from './scenes/opening.ts'
import { measureReaders, READING_PEOPLE } from './scenes/readers.ts'
import { SERVER_PLANS, type Seeded, type Seeds, type ServerKind } from './servers/server-kind.ts'
import {
  measureTyping,
  type Typing,
  type TypingFigures,
  type TypingSpan,
} from './typing-session.ts'

export interface RunOptions {
  /** 1 to 6, as the README numbers them. */
  scenes: number[]
  rounds: number
  /** Of typing, in each round. */
  seconds: number
  kills: number
  /** How many long drafts are read at once. */
  readers: number
  /** Whether the relay is measured too. */
  withRelay: boolean
  /** Milliseconds within which all begin to type. */
  within: number
  /** A folder for processor profiles of the servers in scenes 1 and 2. */
  profile: string | undefined
}

const STARTS_TO_OPEN = 2
/** With fewer the servers' own weight counts for too much. */
const ASKED_READERS = 1000
const ALL: ServerKind[] = ['plenary', 'hocuspocus', 'relay']
const STORING: ServerKind[] = ['plenary', 'hocuspocus']

const say = (words: string) => console.log(words)
const rounded = (number: number) => Number(number.toPrecision(3))

/** Runs the scenes one after the other; in each the servers take turns, round by round. */
export async function run(options: RunOptions): Promise<Results> {
  const results = noResults()
  const scenes = [oneRoomScene, manyRoomsScene, openingScene, readersScene, killScene, slowScene]
  for (const number of options.scenes) await scenes[number - 1]?.(options, results)
  return results
}

/** Seeds each server, and calls `act` for each of them in every round. */
async function inTurns(
  kinds: ServerKind[],
  rounds: number,
  seeds: Seeds,
  act: (seeded: SeededServer) => Promise<object>,
): Promise<void> {
  const servers: SeededServer[] = []
  try {
    for (const kind of kinds) servers.push(await seedServer(kind, seeds))
    for (let round = 0; round < rounds; round++) {
      for (const seeded of servers) {
        const figures = Object.entries(await act(seeded))
        const words = figures.map(([name, figure]) => `${name} ${rounded(figure as number)}`)
        if (words.length > 0) say(`  ${SERVER_PLANS[seeded.kind].label}: ${words.join(', ')}`)
      }
    }
  } finally {
    for (const seeded of servers) seeded.discard()
  }
}

function newMeasure(
  results: Results,
  work: string,
  [what, unit, wanted]: [string, Measure['unit'], number | null],
): Measure['values'] {
  const values: Measure['values'] = { plenary: [], hocuspocus: [], relay: [] }
  results.measures.push({ work, what, unit, wanted, values })
  return values
}

/** Below this the clients, not the server, were the limit. */
const LEAST_PACE = 0.9

async function typingScene(
  results: Results,
  { profile, rounds, seconds, withRelay, within }: RunOptions,
  seeds: Seeds,
  scene: (seeded: Seeded, span: TypingSpan) => Typing,
  values: Partial<Record<keyof TypingFigures, Measure['values']>>,
): Promise<void> {
  await inTurns(withRelay ? ALL : STORING, rounds, seeds, async (seeded) => {
    const server = await seeded.start({ profile })
    try {
      const figures = await measureTyping(server, scene(seeded, { seconds, within }))
      for (const [name, list] of Object.entries(values)) {
        list[seeded.kind].push(figures[name as keyof TypingFigures])
      }
      if (figures.pace < LEAST_PACE) {
        results.notes.push(
          `In a round of ${SERVER_PLANS[seeded.kind].label} the machine was too busy for the clients: ` +
            `they pressed ${Math.round(figures.pace * 100)} % of their keys.`,
        )
      }
      return figures
    } finally {
      await server.stop()
    }
  })
}

async function oneRoomScene(options: RunOptions, results: Results): Promise<void> {
  const work = 'one draft, 50 people, 5 keys/s each, carets on'
  say(`1. ${work}`)
  await typingScene(results, options, oneRoomSeeds(), oneRoom, {
    p50: newMeasure(results, work, ['propagation p50', 'ms', null]),
    p99: newMeasure(results, work, ['propagation p99', 'ms', 0.7]),
    cpuPerKey: newMeasure(results, work, ['server CPU per keystroke', 'µs', 0.7]),
  })
}

async function manyRoomsScene(options: RunOptions, results: Results): Promise<void> {
  const work = '200 drafts × 3 people, 1 key/s each'
  say(`2. ${work}`)
  await typingScene(results, options, manyRoomsSeeds(), manyRooms, {
    p50: newMeasure(results, work, ['propagation p50', 'ms', null]),
    p99: newMeasure(results, work, ['propagation p99', 'ms', 0.1]),
    cpuPerKey: newMeasure(results, work, ['server CPU per keystroke', 'µs', 0.5]),
    memory: newMeasure(results, work, ['server memory', 'MiB', 0.8]),
  })
}

async function openingScene({ rounds }: RunOptions, results: Results): Promise<void> {
  const work = 'opening a draft of 259,778 edits'
  say(`3. ${work}`)
  const draft = longDraft()
  const cold = newMeasure(results, work, ['cold, the server just started', 'ms', 0.4])
  const warm = newMeasure(results, work, ['warm, somebody is in it', 'ms', 0.8])
  await inTurns(STORING, rounds, { state: draft, count: 1, people: 1 }, async (seeded) => {
    const figures = await measureOpening(seeded, draft, STARTS_TO_OPEN)
    cold[seeded.kind].push(figures.cold)
    warm[seeded.kind].push(figures.warm)
    return figures
  })
}

async function readersScene({ readers }: RunOptions, results: Results): Promise<void> {
  const work = `${readers} such drafts, each read by one person`
  say(`4. ${work}`)
  const draft = longDraft()
  const values = newMeasure(results, work, [
    'server memory',
    'MiB',
    readers < ASKED_READERS ? null : 0.2,
  ])
  const seeds = { state: draft, count: readers, people: READING_PEOPLE }
  await inTurns(STORING, 1, seeds, async (seeded) => {
    const figures = await measureReaders(seeded, draft)
    values[seeded.kind].push(figures.memory)
    if (figures.opened < readers) {
      const { label } = SERVER_PLANS[seeded.kind]
      results.notes.push(
        `${label} ended before all ${readers} drafts stood open: its memory is that of ` +
          `${figures.opened}, carried on in proportion.`,
      )
    }
    return figures
  })
}

async function killScene({ kills }: RunOptions, results: Results): Promise<void> {
  say('5. kill -9 while 20 people type 10 keys/s each')
  const sums = STORING.map((server) => ({
    server,
    rounds: kills,
    figures: { typed: 0, acknowledged: 0, seen: 0, lost: 0 },
  }))
  results.kills.push(...sums)
  await inTurns(STORING, kills, killSeeds(), async (seeded) => {
    const figures = await killWhileTyping(seeded, 1000 + Math.random() * 3000)
    const sum = sums.find(({ server }) => server === seeded.kind)?.figures ?? figures
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += figures[name]
    return figures
  })
}

async function slowScene({ seconds, within }: RunOptions, results: Results): Promise<void> {
  say('6. the first again, by Plenary, on a slower disk')
  const preload = new URL('servers/slower-commits.mjs', import.meta.url).href
  await inTurns(['plenary'], 1, oneRoomSeeds(), async (seeded) => {
    for (const delay of [0, 2, 4]) {
      const environment = {
        NODE_OPTIONS: `--import ${preload}`,
        BENCH_COMMIT_DELAY: String(delay),
      }
      const server = await seeded.start({ environment })
      try {
        const figures = await measureTyping(server, oneRoom(seeded, { seconds, within }))
        // Nothing is shown before its commit: who sees something sooner was not slowed.
        if (figures.p50 < delay) throw new Error('the commits were not slowed')
        results.slowerCommits.push({ delay, figures: [figures] })
        say(`  + ${delay} ms: p50 ${rounded(figures.p50)}, p99 ${rounded(figures.p99)}`)
      } finally {
        await server.stop()
      }
    }
    return {}
  })
}
