import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import { bareEngine } from './support/bare-engine.ts'
import { craftUpdate } from './support/crafted-update.ts'
import type { Content, CraftedSection, CraftedStruct, Id } from './support/crafted-update.ts'
import { openStored } from './support/fresh-reader.ts'
import type { InMemoryDraftLog } from './support/in-memory-draft-log.ts'
import { turns } from './support/manual-clock.ts'
import { SeededRandom } from './support/seeded-random.ts'
import { appendParagraph } from './support/stock-client.ts'
import { WireClient } from './support/wire-client.ts'

const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)
const FRAMES = 120
const CLIENTS = [1, 2, 3, 4]

/** Mostly near what the draft has, so that some are admitted and some are just not. */
class HostileWriter {
  readonly #random: SeededRandom
  readonly #vector: Map<number, number>

  constructor(random: SeededRandom, vector: Map<number, number>) {
    this.#random = random
    this.#vector = vector
  }

  frame(): Uint8Array {
    const count = this.#random.pick([1, 1, 1, 2, 3])
    const clients = [...CLIENTS].sort(() => this.#random.next() - 0.5).slice(0, count)
    if (!this.#random.chance(0.05)) clients.sort((a, b) => b - a)
    const sections = clients.map((client) => this.#section(client))
    const deletions = this.#random.chance(0.3)
      ? [[this.#random.pick(CLIENTS), this.#random.below(12), 1 + this.#random.below(6)] as const]
      : []
    const update = craftUpdate(sections, deletions)
    if (this.#random.chance(0.15)) this.#mutate(update)
    return update
  }

  #section(client: number): CraftedSection {
    const known = this.#vector.get(client) ?? 0
    const shift = this.#random.chance(0.9) ? 0 : this.#random.below(5) - 2
    const count = this.#random.pick([1, 1, 2, 3])
    const structs = Array.from({ length: count }, () => this.#struct())
    return { client, clock: Math.max(0, known + shift), structs }
  }

  #struct(): CraftedStruct {
    const content = this.#content()
    const way = this.#random.below(10)
    if (way < 1) return { content, parent: this.#random.chance(0.9) ? 'default' : 'other' }
    if (way < 5) return { content, parent: this.#id(), ...this.#attribute() }
    if (way < 8) return { content, origin: this.#id() }
    return { content, origin: this.#id(), rightOrigin: this.#id() }
  }

  #attribute(): { parentSub?: string } {
    return this.#random.chance(0.3) ? { parentSub: 'level' } : {}
  }

  #id(): Id {
    if (this.#random.chance(0.06)) return [this.#random.pick(CLIENTS), this.#random.below(30)]
    const [client, known] = this.#random.pick([...this.#vector])
    return [client, this.#random.below(known)]
  }

  #content(): Content {
    const length = 1 + this.#random.below(3)
    return this.#random.pick<Content>([
      { kind: 'string', text: 'abc'.slice(0, length) },
      { kind: 'string', text: '🎉é' },
      { kind: 'element', name: 'paragraph' },
      { kind: 'element', name: 'table' },
      { kind: 'text' },
      { kind: 'format', key: 'bold', json: this.#random.pick(['true', 'null', '{}']) },
      { kind: 'any', values: [length] },
      { kind: 'deleted', length },
      { kind: 'gc', length },
      { kind: 'skip', length },
    ])
  }

  #mutate(update: Uint8Array): void {
    update[this.#random.below(update.length)] = this.#random.below(256)
  }
}

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
