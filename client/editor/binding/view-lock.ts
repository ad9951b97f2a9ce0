import type { XmlFragment } from 'yjs'
import type { DraftProblem } from '#shared/editor/draft-rules.ts'

/** What a view of a shared text can and may do, asked by ProseMirror at any moment. */
export class ViewLock {
  readonly fragment: XmlFragment
  #problems: DraftProblem[] | null = null
  #mayWrite = false

  constructor(fragment: XmlFragment) {
    this.fragment = fragment
  }

  get isLocked(): boolean {
    return !this.#mayWrite || (this.#problems?.length ?? 0) > 0
  }

  /** Whether this person may write at all. */
  allow(mayWrite: boolean): void {
    this.#mayWrite = mayWrite
  }

  /** Parts that the editor does not know, as the last reading found them. Answers whether it is news. */
  found(problems: DraftProblem[]): boolean {
    const isNews = this.#problems === null || this.#problems.length !== problems.length
    this.#problems = problems
    return isNews
  }
}
