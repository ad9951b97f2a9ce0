import * as Y from 'yjs'
import type { SeededRandom } from './seeded-random.ts'

/** Milliseconds between two keystrokes: faster than anybody types, so that frames meet. */
const PACE = 6

/** Types letters that nobody else types, anywhere into the first paragraph. */
export class TypingHand {
  /** One letter a keystroke. */
  readonly typed: string[] = []
  readonly #doc: Y.Doc
  readonly #first: number
  readonly #random: SeededRandom
  readonly #type: (edit: () => void) => void
  #timer: NodeJS.Timeout | undefined

  /** `index` chooses the letters; `type` makes the edit count where it must. */
  constructor(
    doc: Y.Doc,
    index: number,
    random: SeededRandom,
    type = (edit: () => void) => edit(),
  ) {
    this.#doc = doc
    this.#first = 0x4e00 + index * 6_000
    this.#random = random
    this.#type = type
  }

  start(): void {
    this.#timer = setInterval(() => this.press(), PACE)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  press(): void {
    const letter = String.fromCodePoint(this.#first + this.typed.length)
    this.typed.push(letter)
    this.#type(() => {
      const block = this.#doc.getXmlFragment('default').get(0) as Y.XmlElement
      const text = block.toArray().find((child) => child instanceof Y.XmlText) as Y.XmlText
      text.insert(this.#random.below(text.length + 1), letter)
    })
  }
}
