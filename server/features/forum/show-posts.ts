import type { PeopleDirectory } from '#server/access/people-directory.ts'
import { filesOfPosts } from '#server/features/files/index.ts'
import type { Db } from '#server/storage/command.ts'
import type { AttachedFile } from '#shared/contracts/files.ts'
import type { Post } from '#shared/contracts/forum.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { renderFreshly } from './render-stored.ts'
import { renderVersion } from './rendered-post.ts'
import { answersTo, type PostRow } from './topic-page-store.ts'

/** Past this, posts that many others answer name the first of them only. */
const mostAnswers = 1000
const mostAnswersOfOne = 50

/** Posts of one topic as this reader sees them; withdrawn ones without a word of their text. */
export async function showPosts(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  topic: Subject,
  rows: PostRow[],
): Promise<Post[]> {
  const files = await filesOfPosts(
    db,
    rows.map((row) => row.id),
  )
  const answers = await answersOf(
    db,
    topic.id,
    rows.map((row) => row.number),
  )
  const shown: Post[] = []
  for (const row of rows) {
    shown.push({
      id: row.id,
      topicId: row.topic_id,
      number: row.number,
      parentNumber: row.parent_number,
      rootNumber: row.parent_number === null ? null : row.root_number,
      author: await people.author(db, row.author_id, row.agency_id),
      createdAt: row.created_at,
      editedAt: row.edited_at,
      revisionCount: row.revision_count,
      ...(await textOf(db, people, row, files)),
      answeredBy: answers.get(row.number) ?? [],
      provenance: row.provenance as Post['provenance'],
      may: mayOf(viewer, topic, row),
    })
  }
  return shown
}

async function textOf(
  db: Db,
  people: PeopleDirectory,
  row: PostRow,
  files: Map<string, AttachedFile[]>,
): Promise<Pick<Post, 'withdrawn' | 'html' | 'markdown' | 'files'>> {
  if (row.withdrawn_at !== null) {
    const by = await people.author(db, row.withdrawn_by ?? row.author_id, null)
    const withdrawn = { at: row.withdrawn_at, by, reason: row.withdrawn_reason }
    return { withdrawn, html: '', markdown: '', files: [] }
  }
  const html =
    row.render_version < renderVersion
      ? (await renderFreshly(db, people, row.markdown, [row.id])).html
      : row.html
  return { withdrawn: null, html, markdown: row.markdown, files: files.get(row.id) ?? [] }
}

function mayOf(viewer: Viewer, topic: Subject, row: PostRow): Post['may'] {
  const post: Subject = { ...topic, kind: 'post', id: row.id, ownerId: row.author_id }
  const isThere = row.withdrawn_at === null
  return {
    edit: isThere && can('post.edit', viewer, post) === null,
    withdraw: isThere && can('post.withdraw', viewer, post) === null,
    withdrawNeedsReason: row.author_id !== viewer.personId,
  }
}

async function answersOf(
  db: Db,
  topicId: string,
  numbers: number[],
): Promise<Map<number, number[]>> {
  if (numbers.length === 0) return new Map()
  const pairs = await answersTo(db, { topicId, numbers, limit: mostAnswers })
  if (pairs.length < mostAnswers) return byTarget(pairs)
  const bounded = []
  for (const number of numbers) {
    bounded.push(...(await answersTo(db, { topicId, numbers: [number], limit: mostAnswersOfOne })))
  }
  return byTarget(bounded)
}

function byTarget(pairs: { to: number; number: number }[]): Map<number, number[]> {
  const answers = new Map<number, number[]>()
  for (const { to, number } of pairs.toSorted((a, b) => a.number - b.number)) {
    const known = answers.get(to)
    if (!known) answers.set(to, [number])
    else if (known.at(-1) !== number) known.push(number)
  }
  return answers
}
