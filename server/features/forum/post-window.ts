import type { Db } from '#server/storage/command.ts'
import {
  branchSize,
  type PlaceInReplies,
  placeOf,
  placesBefore,
  type PostRow,
  postsByReply,
  postsByTime,
} from './topic-page-store.ts'

/** A window of a topic's posts, and the `from` of its neighbours; null at the ends. */
export interface PostWindow {
  posts: PostRow[]
  previousFrom: number | null
  nextFrom: number | null
}

interface Wanted {
  topicId: string
  highest: number
  /** Null: where one stopped reading, or the end. */
  from: number | null
  firstUnread: number | null
  limit: number
}

/** Consecutive posts. Left to itself, it opens at the first unread post, and is full at the end. */
export async function windowByTime(db: Db, wanted: Wanted): Promise<PostWindow> {
  const { topicId, highest, limit } = wanted
  const lastFull = Math.max(1, highest - limit + 1)
  const from = wanted.from ?? Math.min(wanted.firstUnread ?? lastFull, lastFull)
  const posts = await postsByTime(db, { topicId, from, limit })
  return {
    posts,
    previousFrom: from > 1 ? Math.max(1, Math.min(from, highest + 1) - limit) : null,
    nextFrom: from + limit <= highest ? from + limit : null,
  }
}

/**
 * Whole branches, as many as fit; `from` is any post of the first. A branch larger than the limit
 * is a window of its own, from that post on.
 */
export async function windowByReply(db: Db, wanted: Wanted): Promise<PostWindow> {
  const start = await startInReplies(db, wanted)
  const { topicId, limit } = wanted
  const rows = await postsByReply(db, { topicId, ...atPlace(start), limit: limit + 1 })
  const posts = wholeBranches(rows, limit)
  return {
    posts,
    previousFrom: await previousStart(db, topicId, start, limit),
    nextFrom: rows[posts.length]?.number ?? null,
  }
}

function atPlace({ root_number: root, number }: PlaceInReplies) {
  return { root, number }
}

async function startInReplies(db: Db, wanted: Wanted): Promise<PlaceInReplies> {
  const { topicId, highest, limit } = wanted
  const number = wanted.from ?? wanted.firstUnread
  if (number === null || number > highest) {
    const end = { root_number: highest + 1, number: 0 }
    const last = await previousStart(db, topicId, end, limit)
    return startInReplies(db, { ...wanted, from: last ?? 1 })
  }
  const [place] = await placeOf(db, { topicId, number })
  if (!place) return { root_number: 1, number: 1 }
  const size = await branchSize(db, topicId, place.root_number, limit + 1)
  return size > limit ? place : { root_number: place.root_number, number: place.root_number }
}

/** Of one row more than the limit: all but the branch that does not fit, unless it is the first. */
function wholeBranches(rows: PostRow[], limit: number): PostRow[] {
  const over = rows[limit]
  if (!over) return rows
  const cut = rows.findIndex((row) => row.root_number === over.root_number)
  return rows.slice(0, cut > 0 ? cut : limit)
}

/** Where the window before a place begins, by the same rule read backwards. */
async function previousStart(
  db: Db,
  topicId: string,
  before: PlaceInReplies,
  limit: number,
): Promise<number | null> {
  const rows = await placesBefore(db, { topicId, ...atPlace(before), limit: limit + 1 })
  const nearest = rows[0]
  if (!nearest) return null
  const over = rows[limit]
  // Nearest first, so the last of a branch to come is its root.
  const fitting = over
    ? rows.slice(0, limit).filter((row) => row.root_number !== over.root_number)
    : rows
  const isCut = over !== undefined && over.root_number === nearest.root_number
  return (isCut ? rows[limit - 1] : fitting.at(-1))?.number ?? null
}
