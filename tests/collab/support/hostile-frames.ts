import * as Y from 'yjs'
import { encodeAwareness, encodeSync, MESSAGE, SYNC } from '#server/collab/protocol.ts'
import { HostileWriter } from './hostile-writer.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Numbers at which readers of varints go wrong. */
const EDGES = [
  0,
  1,
  127,
  128,
  2 ** 14,
  2 ** 28,
  2 ** 31 - 1,
  2 ** 32,
  2 ** 40,
  2 ** 53 - 1,
  2 ** 53,
]
const ENDLESS = new Uint8Array(12).fill(255)
/** Honest frames of which hostile ones are made, until they are taken anew from what is stored. */
const POOL = 24

/** The draft as it is stored, for frames that fit it. */
export interface KnownDraft {
  state: () => Uint8Array
  vector: () => Map<number, number>
}

/** Makes messages that are nearly what an honest client would send. */
export class HostileFrames {
  readonly #random: SeededRandom
  #pool: Uint8Array[] = []
  #left = 0

  constructor(random: SeededRandom) {
    this.#random = random
  }

  next(draft: KnownDraft): Uint8Array {
    const { state } = draft
    if (this.#left-- <= 0) {
      this.#pool = Array.from({ length: 6 }, () => this.#honestUpdates(state())).flat()
      this.#left = POOL
    }
    const way = this.#random.below(30)
    if (way >= 20) {
      const crafted = new HostileWriter(this.#random, draft.vector()).frame()
      return encodeSync(SYNC.update, way > 26 ? this.#mutated(crafted) : crafted)
    }
    if (way === 0) return this.#mutated(this.#otherMessage(state()))
    // Some arrive as they are, so that the draft goes on.
    if (way < 3) return encodeSync(SYNC.update, this.#random.pick(this.#pool))
    const kind = this.#random.chance(0.2) ? SYNC.step2 : SYNC.update
    if (way < 6) return this.#mutated(encodeSync(kind, this.#random.pick(this.#pool)))
    return encodeSync(kind, this.#mutated(this.#random.pick(this.#pool)))
  }

  /** What somebody types who has the draft and a client id of his own. */
  #honestUpdates(state: Uint8Array): Uint8Array[] {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    const isFew = this.#random.chance(0.3)
    doc.clientID = isFew ? 1 + this.#random.below(6) : this.#random.below(2 ** 32)
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const edits = 1 + this.#random.below(3)
    for (let i = 0; i < edits; i++) doc.transact(() => this.#edit(doc.getXmlFragment('default')))
    if (this.#random.chance(0.2)) updates.push(Y.encodeStateAsUpdate(doc))
    return updates
  }

  #edit(fragment: Y.XmlFragment): void {
    const block = fragment.length > 0 ? fragment.get(this.#random.below(fragment.length)) : null
    const text = block instanceof Y.XmlElement ? block.get(0) : null
    if (!(block instanceof Y.XmlElement) || !(text instanceof Y.XmlText) || text.length === 0) {
      return this.#insertBlock(fragment)
    }
    const at = this.#random.below(text.length)
    switch (this.#random.below(7)) {
      case 0:
        return this.#insertBlock(fragment)
      case 1:
        return text.format(at, text.length - at, { bold: this.#random.chance(0.5) ? true : null })
      case 2:
        return block.setAttribute('level', String(this.#random.below(9)))
      case 3:
        return fragment.delete(this.#random.below(fragment.length), 1)
      case 4:
        return text.delete(at, Math.min(3, text.length - at))
      default:
        return text.insert(at, this.#random.pick(['a', 'word ', '🎉é', 'ﷺ']))
    }
  }

  #insertBlock(fragment: Y.XmlFragment): void {
    const block = new Y.XmlElement(this.#random.pick(['paragraph', 'heading', 'bulletList']))
    const inner = this.#random.chance(0.2) ? new Y.XmlElement('listItem') : new Y.XmlText('text')
    block.insert(0, [inner])
    fragment.insert(this.#random.below(fragment.length + 1), [block])
  }

  #otherMessage(state: Uint8Array): Uint8Array {
    const client = this.#random.below(2 ** 32)
    return this.#random.pick([
      () => encodeSync(SYNC.step1, Y.encodeStateVectorFromUpdate(state)),
      () => encodeAwareness([{ client, clock: 1, json: '{"cursor":null}' }]),
      () => Uint8Array.of(MESSAGE.queryAwareness),
      () => Uint8Array.of(this.#random.below(256), this.#random.below(256)),
    ])()
  }

  #mutated(bytes: Uint8Array): Uint8Array {
    let mutated = bytes
    for (let left = this.#random.pick([1, 1, 1, 2, 4]); left > 0; left--) {
      mutated = this.#mutatedOnce(mutated)
    }
    return mutated
  }

  #mutatedOnce(bytes: Uint8Array): Uint8Array {
    const at = this.#random.below(bytes.length + 1)
    const end = at + this.#random.below(Math.min(24, bytes.length - at + 1))
    const splice = (from: number, to: number, inserted: Uint8Array) =>
      Buffer.concat([bytes.subarray(0, from), inserted, bytes.subarray(to)])
    switch (this.#random.below(9)) {
      case 0:
        return splice(at, at + 1, Uint8Array.of((bytes[at] ?? 0) ^ (1 << this.#random.below(8))))
      case 1:
        return splice(at, at + 1, Uint8Array.of(this.#random.below(256)))
      case 2:
        return bytes.subarray(0, at)
      case 3:
        return splice(at, at, randomBytes(this.#random))
      case 4:
        return splice(at, end, new Uint8Array())
      case 5:
        return splice(at, at, bytes.subarray(at, end))
      case 6: {
        const other = this.#random.pick(this.#pool)
        return splice(at, bytes.length, other.subarray(this.#random.below(other.length)))
      }
      case 7:
        return splice(
          at,
          at + 1,
          this.#random.chance(0.1) ? ENDLESS : varint(this.#random.pick(EDGES)),
        )
      default:
        return splice(at, end, bytes.subarray(0, end - at))
    }
  }
}

function randomBytes(random: SeededRandom): Uint8Array {
  return Uint8Array.from({ length: 1 + random.below(6) }, () => random.below(256))
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128)
  bytes.push(left)
  return Uint8Array.from(bytes)
}
