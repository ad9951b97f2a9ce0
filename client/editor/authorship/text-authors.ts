import * as Y from 'yjs'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import type { drafts } from '#shared/contracts/drafts.ts'
import { ClockIndex, UNSET } from '#shared/editor/clock-index.ts'
import { MovedText } from '#shared/editor/moved-text.ts'

const day = 86_400_000

export type AuthorshipAnswer = ResponseOf<typeof drafts.authorship>

export interface TextAuthorsOptions {
  doc: Y.Doc
  fragment: Y.XmlFragment
  /** Whose words this page writes. */
  me: CreditedAuthor
  /** Domain time in milliseconds. */
  now: () => number
  /** Somebody of whom nothing is known changed the text, or words were moved: the server knows. */
  onUnsure: () => void
}

/**
 * Who wrote and who deleted what of an open text: what the server said, and what happened since.
 * Of the latter only one's own is known for sure; others' is asked for.
 */
export class TextAuthors {
  readonly fragment: Y.XmlFragment
  /** Indexes into it stay what they are. */
  readonly authors: CreditedAuthor[]
  readonly #options: TextAuthorsOptions
  readonly #clocks = new ClockIndex()
  readonly #deletions = new ClockIndex()
  readonly #marks: { author: number; day: number }[] = []
  readonly #moved = new MovedText()
  readonly #me: number

  constructor(options: TextAuthorsOptions, answer: AuthorshipAnswer) {
    this.#options = options
    this.fragment = options.fragment
    this.authors = [...answer.authors]
    this.#me = this.#indexOf(options.me)
    this.#take(answer)
    this.#takeOwn(options.doc)
    options.doc.on('beforeObserverCalls', this.#follow)
  }

  destroy(): void {
    this.#options.doc.off('beforeObserverCalls', this.#follow)
  }

  /** Into `authors`, or UNSET for what is nobody's or not known yet. */
  authorAt(client: number, clock: number): number {
    return this.#clocks.at(client, clock)
  }

  /** For `deletion`, or UNSET; what people took out of their own words is nobody's concern. */
  deletionAt(client: number, clock: number): number {
    const mark = this.#deletions.at(client, clock)
    return this.#marks[mark]?.author === this.authorAt(client, clock) ? UNSET : mark
  }

  /** `at`: noon of the day, in milliseconds. */
  deletion(mark: number): { by: CreditedAuthor | undefined; at: number } {
    const { author = UNSET, day: on = 0 } = this.#marks[mark] ?? {}
    return { by: this.authors[author], at: (on + 0.5) * day }
  }

  #indexOf(author: CreditedAuthor): number {
    const known = this.authors.findIndex(
      ({ personId, agency }) => personId === author.personId && agency?.id === author.agency?.id,
    )
    return known === -1 ? this.authors.push(author) - 1 : known
  }

  #take({ clients, deletions }: AuthorshipAnswer): void {
    for (let at = 0; at < clients.length; at += 3)
      this.#clocks.append(clients[at] ?? 0, clients[at + 1] ?? 0, clients[at + 2] ?? UNSET)
    for (let at = 0; at < deletions.length; at += 5) {
      const [client = 0, clock = 0, length = 0, author = UNSET, on = 0] = deletions.slice(
        at,
        at + 5,
      )
      this.#deletions.assign(client, clock, clock + length, this.#markOf(author, on))
    }
  }

  /** What this page has written since it was opened and the server had not stored when it answered. */
  #takeOwn({ clientID, store }: Y.Doc): void {
    const isOwn = store.clients.has(clientID) && !this.#clocks.has(clientID)
    if (isOwn) this.#clocks.assign(clientID, 0, Infinity, this.#me)
  }

  #markOf(author: number, on: number): number {
    const last = this.#marks.at(-1)
    if (last?.author === author && last.day === on) return this.#marks.length - 1
    return this.#marks.push({ author, day: on }) - 1
  }

  readonly #follow = (transaction: Y.Transaction): void => {
    const isMine = transaction.local
    let isUnsure = !isMine && transaction.deleteSet.clients.size > 0
    for (const [client, clock] of transaction.afterState) {
      if (clock === (transaction.beforeState.get(client) ?? 0) || this.#clocks.has(client)) continue
      if (isMine) this.#clocks.assign(client, 0, Infinity, this.#me)
      else isUnsure = true
    }
    if (isMine) this.#creditDeletions(transaction)
    const moves = this.#moved.movesIn(transaction, isMine ? 'me' : null)
    for (const { from, to, gone } of moves) {
      this.#clocks.copy(from, to, to.length)
      this.#deletions.assign(from.client, from.clock, from.clock + from.length, UNSET)
      if (gone) this.#deletions.assign(gone.client, gone.clock, gone.clock + 1, UNSET)
    }
    if (isUnsure || moves.length > 0) this.#options.onUnsure()
  }

  #creditDeletions(transaction: Y.Transaction): void {
    const mark = this.#markOf(this.#me, Math.floor(this.#options.now() / day))
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      const isFormat = struct instanceof Y.Item && struct.content instanceof Y.ContentFormat
      const { client, clock } = struct.id
      if (!isFormat) this.#deletions.fill(client, clock, clock + struct.length, mark)
    })
  }
}
