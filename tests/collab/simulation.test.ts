import { describe, expect, it } from 'vitest'
import { Simulation } from './support/simulation.ts'

const SEEDS = Array.from({ length: 30 }, (_, index) => index + 1)
const STEPS = 400

describe('C4 C5 C7: whatever the network, the disk and the process do', () => {
  // Replicas converge; every acknowledged letter is visible to a fresh reader or was deleted by
  // someone; nobody saw what is gone; readers changed nothing; authorship is right.
  it.each(SEEDS)('H4 H7 H21: seed %i', async (seed) => {
    const simulation = new Simulation(seed)
    await simulation.run(STEPS)
    expect(simulation.verdicts()).toEqual([])
  })
})
