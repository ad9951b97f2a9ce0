import { describe, expect, it } from 'vitest'
import { CASES } from './support/simulation-cases.ts'
import { FAULTS } from './support/simulation-faults.ts'
import { actionsOf, failureOf, printed } from './support/simulation-shrinking.ts'
import { simulate } from './support/simulation.ts'

/** `PLENARY_SEEDS=5000` runs so many. */
const SEEDS = Number(process.env['PLENARY_SEEDS'] ?? 200)
const SEEDS_IN_A_TEST = 25
const GROUPS = Array.from({ length: Math.ceil(SEEDS / SEEDS_IN_A_TEST) }, (_, group) => {
  const first = group * SEEDS_IN_A_TEST + 1
  return { first, last: Math.min(SEEDS, first + SEEDS_IN_A_TEST - 1) }
})

/** A planted fault must be seen in so many of so many lists. */
const SEEN = 6
const LISTS = 12

async function countSeen(fault: (typeof FAULTS)[number]): Promise<number> {
  let seen = 0
  for (let seed = 1; seed <= LISTS && seen < SEEN; seed++) {
    const wrong = await simulate(actionsOf(seed, fault.theme), fault)
    if (wrong.length > 0) seen++
  }
  return seen
}

// Replicas converge; every acknowledged letter is visible to a fresh reader, was deleted by someone,
// or is offered as orphaned; nobody saw what is gone; nothing is doubled; acknowledged deletions
// hold; readers changed nothing; text and deletions are credited to who made them.
describe('C3 C4 C5 C7 C10 C12: whatever the network, the disk and the process do', () => {
  it.each(CASES)('$name', async ({ actions }) => {
    expect(await simulate(actions)).toEqual([])
  })

  it.each(GROUPS)('H1 H4 H6 H7 H8 H21: seeds $first to $last', async ({ first, last }) => {
    const failures: string[] = []
    for (let seed = first; seed <= last && failures.length === 0; seed++) {
      const failure = await failureOf(actionsOf(seed))
      if (failure) failures.push(`seed ${seed}: ${printed(failure)}`)
    }
    expect(failures.join('\n')).toBe('')
  })
})

describe('the oracle', () => {
  it.each(FAULTS)('sees a server that $name', async (fault) => {
    expect(await countSeen(fault)).toBe(SEEN)
  })

  it('shrinks what fails to a few actions', async () => {
    const fault = FAULTS.find(({ name }) => name.startsWith('loses the last row'))!
    const failure = await failureOf(actionsOf(1, fault.theme), fault)
    expect(failure?.wrong.length).toBeGreaterThan(0)
    expect(failure?.actions.length).toBeLessThan(10)
  })
})
