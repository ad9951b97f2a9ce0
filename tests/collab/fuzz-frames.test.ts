import { describe, expect, it } from 'vitest'
import { FuzzArena } from './support/fuzz-arena.ts'
import { FUZZ_CASES } from './support/fuzz-cases.ts'
import { HostileFrames } from './support/hostile-frames.ts'
import { SeededRandom } from './support/seeded-random.ts'

/** `PLENARY_FUZZ=1000000` sends so many. */
const FRAMES = Number(process.env['PLENARY_FUZZ'] ?? 10_000)
const FRAMES_A_SEED = 1_000
const FRAMES_A_BATCH = 10
/** Batches after which the draft is looked at from all sides. */
const BATCHES_A_LOOK = 20
const SEEDS = Array.from({ length: Math.ceil(FRAMES / FRAMES_A_SEED) }, (_, index) => index + 1)

interface Outcome {
  problems: string[]
  accepted: number
  refused: number
}

/** Plays the frames of a seed; on a problem, names the batch that made it. */
async function play(seed: number): Promise<Outcome> {
  const frames = new HostileFrames(new SeededRandom(seed))
  const arena = await new FuzzArena().open()
  const batches = FRAMES_A_SEED / FRAMES_A_BATCH
  let recent: Uint8Array[] = []
  for (let batch = 1; batch <= batches && arena.problems.length === 0; batch++) {
    const sent = Array.from({ length: FRAMES_A_BATCH }, () => frames.next(arena))
    recent = batch % BATCHES_A_LOOK === 1 ? sent : [...recent, ...sent]
    await arena.send(sent)
    if (batch % BATCHES_A_LOOK === 0 || arena.problems.length > 0) await arena.inspect()
  }
  await arena.close()
  const found = arena.problems.map((problem) => `seed ${seed}: ${problem}`)
  const problems = found.length > 0 ? [...found, ...recent.map(hex)] : []
  const refused = [...arena.refusals.values()].reduce((sum, count) => sum + count, 0)
  return { problems, accepted: arena.accepted, refused }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

describe('C2: a fresh document opens the draft whole, whatever was sent', () => {
  it.each(FUZZ_CASES)('H2: $name', async ({ messages }) => {
    const arena = await new FuzzArena().open()
    await arena.send(messages.map((message) => Buffer.from(message, 'hex')))
    await arena.inspect()
    await arena.close()
    expect(arena.problems).toEqual([])
  })

  it(
    `H2 H3: ${FRAMES} frames, mutated, cut short and spliced`,
    { timeout: 60_000 + FRAMES * 5 },
    async () => {
      const total = { accepted: 0, refused: 0 }
      for (const seed of SEEDS) {
        const { problems, accepted, refused } = await play(seed)
        expect(problems).toEqual([])
        total.accepted += accepted
        total.refused += refused
      }
      // Else nothing came near.
      expect(total.accepted).toBeGreaterThan(FRAMES / 100)
      expect(total.refused).toBeGreaterThan(FRAMES / 10)
    },
  )
})
