import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import { bareEngine } from './support/bare-engine.ts'
import { openStored } from './support/fresh-reader.ts'
import { HostileWriter } from './support/hostile-writer.ts'
import type { InMemoryDraftLog } from './support/in-memory-draft-log.ts'
import { turns } from './support/manual-clock.ts'
import { SeededRandom } from './support/seeded-random.ts'
import { appendParagraph } from './support/stock-client.ts'
import { WireClient } from './support/wire-client.ts'

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)
const FRAMES = 120

/**
 * An origin that stands to the right of its right origin makes Yjs place a struct by the order in
 * which it came. Only a document could tell; compaction notices and keeps the rows.
 */
const ORDER_LOST = 'the snapshot has'

function compactionProblem(log: InMemoryDraftLog): string | null {
  const { snapshot, rows } = log.draft('7')
  const updates = rows.map(({ update }) => update)
  try {
    compactUpdates(snapshot ? [snapshot, ...updates] : updates)
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** Opens what is stored as somebody who has nothing yet, and deletes all of it again. */
async function problemsOf(
  engine: CollabEngine,
  log: InMemoryDraftLog,
  honest: WireClient,
): Promise<string[]> {
  const problems: string[] = []
  const fresh = openStored(log)
  const fragment = fresh.getXmlFragment('default')
  const stated = Y.encodeStateVectorFromUpdate((await engine.state('7'))!)
  const vectors = [stated, Y.encodeStateVector(fresh)].map((vector) => Y.decodeStateVector(vector))
  if (!isDeepStrictEqual(...(vectors as [unknown, unknown]))) problems.push('another state vector')
  if (honest.text !== fragment.toString()) problems.push('an honest reader has another text')
  const compaction = compactionProblem(log)
  if (compaction && !compaction.includes(ORDER_LOST)) problems.push(compaction)
  fragment.delete(0, fragment.length)
  return problems
}

describe('C2: a fresh document opens the draft whole after every accepted frame', () => {
  it.each(SEEDS)('H2: seed %i', async (seed) => {
    const random = new SeededRandom(seed)
    const { engine, log, logged } = bareEngine()
    const honest = await new WireClient().connect(engine, { token: 'ann' })
    honest.edit((doc) => appendParagraph(doc, 'honest'))
    await turns()
    const problems: string[] = []
    let accepted = 0
    for (let i = 0; i < FRAMES; i++) {
      const vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate((await engine.state('7'))!))
      const before = log.draft('7').rowsEver
      const attacker = await new WireClient().connect(engine, { token: 'bob' })
      attacker.sendUpdate(new HostileWriter(random, vector).frame())
      await turns(3)
      attacker.drop()
      if (log.draft('7').rowsEver === before) continue
      accepted++
      problems.push(...(await problemsOf(engine, log, honest)))
    }
    // Else the fuzzer would prove nothing.
    expect(accepted).toBeGreaterThan(20)
    expect(problems).toEqual([])
    expect(honest.end).toBeNull()
    expect(logged.entries.filter((entry) => !entry.includes(ORDER_LOST))).toEqual([])
  })
})
