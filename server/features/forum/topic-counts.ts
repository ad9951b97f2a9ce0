import type { Db } from '#server/storage/command.ts'
import { spaceHead, topicCounts } from './topic-list-store.ts'

/** Which topics are counted, and for whom. */
export interface Counted {
  spaceId: string
  personId: string
}

export interface TopicCounts {
  total: number
  /** Topics with posts that this person has not read. */
  unread: number
}

interface Kept extends TopicCounts {
  head: number
  marks: number
}

const mostKept = 5000

/**
 * How many topics a space has, and how many of them a reader has not read to the end. Counting
 * walks through all topics of the space, so it is kept for as long as two things stand: the last
 * event of the space, read in the same snapshot, and this person's own marks, which are in no log:
 * `marked` is called after each change of them, and all of them are made by this process.
 */
export class TopicCounter {
  readonly #kept = new Map<string, Kept>()
  readonly #marks = new Map<string, number>()

  /** `marks`: from `marksOf`, asked for before the snapshot began. */
  async counts(db: Db, of: Counted, marks: number): Promise<TopicCounts> {
    const [row] = await spaceHead(db, { audience: `space:${of.spaceId}` })
    const head = Number(row?.seq ?? 0)
    const key = `${of.personId} ${of.spaceId}`
    const known = this.#kept.get(key)
    if (known && known.head === head && known.marks === marks) return known
    const [counted] = await topicCounts(db, of)
    const counts = { total: Number(counted?.total ?? 0), unread: Number(counted?.unread ?? 0) }
    this.#keep(key, { ...counts, head, marks })
    return counts
  }

  marksOf(personId: string): number {
    return this.#marks.get(personId) ?? 0
  }

  /** After a commit that changed what this person has read. */
  marked(personId: string): void {
    this.#marks.set(personId, this.marksOf(personId) + 1)
  }

  #keep(key: string, counts: Kept): void {
    this.#kept.delete(key)
    this.#kept.set(key, counts)
    const oldest = this.#kept.size > mostKept ? this.#kept.keys().next().value : undefined
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}
