import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { compactUpdates } from '#server/collab/compaction-worker.ts'
import { type CreditSources, foldCredits } from '#server/features/drafts/authorship-fold.ts'
import { runTextTask } from '#server/features/drafts/text-tasks.ts'
import { paragraphNode, textNodes } from '#shared/editor/draft-node.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { draftToUpdate, updateToDraft } from '#shared/editor/seed-draft.ts'
import { day } from '#shared/time.ts'
import { SeededRandom } from '#tests/collab/support/seeded-random.ts'

/** Of 100 pages with `PLENARY_PAGES=100`; the ratio hardly depends on it. */
const pages = Number(process.env['PLENARY_PAGES'] ?? 10)
const paragraphsAPage = 8
const wordsAParagraph = 60
/** An hour of somebody's work on a document of this size. */
const keystrokesASession = pages * 15
const people = 5
const sessions = 70
/** What a row of versions, texts, editors takes beside the bytes: ids, hash, dates, indexes. */
const bytesARow = 600

/** A draft that people edit, stored as the product stores it. */
class Month {
  readonly random = new SeededRandom(20_071_116)
  readonly vocabulary = Array.from({ length: 5_000 }, () => this.#newWord())
  readonly document = new Y.Doc()
  sources: CreditSources = {
    folded: null,
    taken: null,
    earlier: null,
    rows: [],
    credits: [],
    snapshot: null,
  }
  versions: { bytes: Uint8Array; isKeyframe: boolean }[] = []
  #seq = 0

  begin(): void {
    const paragraph = () =>
      paragraphNode(textNodes(Array.from({ length: wordsAParagraph }, () => this.word()).join(' ')))
    const content = Array.from({ length: pages * paragraphsAPage }, paragraph)
    this.sources.snapshot = draftToUpdate({ type: 'doc', content }, 1)
    Y.applyUpdate(this.document, this.sources.snapshot)
  }

  #newWord(): string {
    const length = 2 + this.random.below(9)
    const letter = () => String.fromCharCode(97 + this.random.below(26))
    return Array.from({ length }, letter).join('')
  }

  word(): string {
    // As in languages, few words are most of the text.
    return this.vocabulary[Math.floor(5_000 * this.random.next() ** 3)]!
  }

  /** One person writes and deletes, letter by letter, here and there; each change is a row. */
  work(on: number): void {
    this.document.clientID = 1_000 + on
    const person = `person-${on % people}`.padEnd(24, '0')
    const agency = `agency-${on % people}`.padEnd(24, '0')
    const store = (bytes: Uint8Array) =>
      this.sources.rows.push({
        seq: ++this.#seq,
        bytes,
        personId: person,
        agencyId: agency,
        at: Math.floor(on / 2.5) * day,
      })
    this.document.on('update', store)
    for (let left = keystrokesASession; left > 0;) left -= this.#edit()
    this.document.off('update', store)
  }

  #edit(): number {
    const fragment = this.document.getXmlFragment('default')
    const paragraph = fragment.get(this.random.below(fragment.length)) as Y.XmlElement
    const text = paragraph.get(0) as Y.XmlText
    const at = this.random.below(text.length + 1)
    const isDeleting = this.random.next() < 0.35 && at > 20
    const words = isDeleting ? 'x'.repeat(20) : ` ${this.word()} ${this.word()} ${this.word()}`
    for (let letter = 0; letter < words.length; letter++) {
      if (isDeleting) text.delete(at - 1 - letter, 1)
      else text.insert(at + letter, words[letter]!)
    }
    return words.length
  }

  keep(): void {
    const last = this.versions.findLastIndex((version) => version.isKeyframe)
    const bytes = this.versions[last]?.bytes
    const spent = sizeOf(this.versions.slice(last + 1).map((version) => version.bytes))
    const keyframe = bytes ? { bytes, spent } : null
    const kept = runTextTask({
      kind: 'keep',
      ask: { live: { parts: this.parts(), credits: this.sources }, keyframe },
    })
    if (kept.isAltered || typeof kept.answer !== 'object') throw new Error('not kept')
    this.versions.push(kept.answer as { bytes: Uint8Array; isKeyframe: boolean })
  }

  compact(): void {
    const { credits, taken } = foldCredits(this.sources)
    const { snapshot } = compactUpdates(this.parts())
    this.sources = { ...this.sources, folded: credits.encode(), taken, rows: [], snapshot }
  }

  parts(): Uint8Array[] {
    const { snapshot, rows } = this.sources
    return [snapshot!, ...rows.map(({ bytes }) => bytes)]
  }
}

const sizeOf = (parts: (Uint8Array | null)[]) =>
  parts.reduce((sum, part) => sum + (part?.byteLength ?? 0), 0)

test('the history of a draft that is edited for a month takes less than ten times its text', () => {
  const month = new Month()
  month.begin()
  // Sixty automatic versions and ten named ones, none of them thinned out.
  for (let session = 0; session < sessions; session++) {
    month.work(session)
    month.keep()
    if (session < sessions - 1) month.compact()
  }
  // At worst the rows of a whole session wait for compaction still.
  const { snapshot, folded, taken, rows } = month.sources
  const text = Buffer.byteLength(draftToText(updateToDraft(Y.mergeUpdates(month.parts())).doc))
  const sizes = {
    text,
    versions: sizeOf(month.versions.map(({ bytes }) => bytes)) + sessions * bytesARow,
    keyframes: month.versions.filter(({ isKeyframe }) => isKeyframe).length,
    snapshot: sizeOf([snapshot]),
    rows: sizeOf(rows.map(({ bytes }) => bytes)) + rows.length * 120,
    credits: sizeOf([folded, taken]),
  }
  const all = sizes.versions + sizes.snapshot + sizes.rows + sizes.credits
  const said = `${(all / text).toFixed(2)} times its text, ${JSON.stringify(sizes)}`
  process.stdout.write(`history of ${pages} pages: ${said}\n`)
  expect(all / text).toBeLessThan(10)
}, 600_000)
