import { craftUpdate } from './crafted-update.ts'
import type { Content, CraftedSection, CraftedStruct, Id } from './crafted-update.ts'
import type { SeededRandom } from './seeded-random.ts'

const CLIENTS = [1, 2, 3, 4]

/** Updates that are well formed and mostly near what the draft has, so that some are admitted and some are just not. */
export class HostileWriter {
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
