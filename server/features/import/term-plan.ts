import type { Database } from '#server/storage/schema.ts'
import type { PlenaryEvent } from '#shared/events/events.ts'

/** What a file's record became; with the file's id it says what an import knows already. */
export type RecordKind =
  | 'group'
  | 'agency'
  | 'membership'
  | 'person'
  | 'seat'
  | 'chairmanship'
  | 'space'
  | 'category'
  | 'access'
  | 'grant'
  | 'invitation'
  | 'draft'
  | 'version'
  | 'topic'
  | 'post'
  | 'anchor'

export type PlannedRow = {
  [T in keyof Database]: { table: T; values: Database[T] }
}[keyof Database]

/**
 * One record of the file as the rows it becomes, with ids drawn for this import. Where a record is
 * known already, its id is put in place of the drawn one, here and wherever it is pointed at.
 */
export interface PlannedRecord {
  kind: RecordKind
  fileId: string
  /** For the report. */
  title: string
  /** SHA-256 of the file's record: another one at the next import means "differs, kept". */
  digest: string
  /** The record's own row first; its `id` is the record's. */
  rows: [PlannedRow, ...PlannedRow[]]
  /** Columns by which a row that was made in the product is taken for the same thing. */
  sameBy: string[]
  events: PlenaryEvent[]
}

/** A post without its number, which is known only beside the posts that are there already. */
export interface PlannedPost {
  fileId: string
  digest: string
  row: Omit<Database['post'], 'number' | 'parent_number' | 'root_number'>
  /** Ids, drawn or of rows, of the post answered and of those quoted. */
  parentId: string | null
  quotedIds: string[]
}

export interface PlannedTopic {
  record: PlannedRecord
  spaceId: string
  posts: PlannedPost[]
}

/** A file as plain data that the writer only has to store. */
export interface TermPlan {
  groupFileId: string
  groupAcronym: string
  groupId: string
  /** In the order in which rows may point at each other; topics follow all of these. */
  records: PlannedRecord[]
  topics: PlannedTopic[]
  /** After the topics. */
  anchors: PlannedRecord[]
  /** The instant at which the file stands; where it says none, that of the import. */
  clock: number
  /** Posts from this instant on are unread. */
  unreadSince: number
  /** Whose read marks are set. */
  readerIds: string[]
  /** What the file holds that has no place here, or was left out, and why. */
  remarks: Remark[]
}

export interface Remark {
  what: string
  count: number
  why: RemarkReason
}

export type RemarkReason =
  | 'noPlaceYet'
  | 'citedOnly'
  | 'noSignIn'
  | 'emptyParagraph'
  | 'withoutText'
  | 'unknownClass'
  | 'oddNumber'
  | 'workspaceAdded'
  | 'withoutPosts'
