import type { CompiledQuery } from 'kysely'
import { describe, expect, test } from 'vitest'
import { filesOf } from '#server/features/files/files-store.ts'
import {
  agenciesOfTopics,
  listStart,
  topicCounts,
  topicPages,
} from '#server/features/forum/topic-list-store.ts'
import {
  answersTo,
  placesBefore,
  postsByReply,
  postsByTime,
  topicHead,
} from '#server/features/forum/topic-page-store.ts'
import { kyselyOver, openConnection, withStablePlan } from '#server/storage/sqlite/connection.ts'
import { migrateSqlite } from '#server/storage/sqlite/sqlite-storage.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'
import { layGround, storeTopic } from './stored-topic.ts'

// SQLite's choices have undone others' migrations at a million rows: each hot read is pinned to its
// index, before the planner knows the data and after.

async function openForum(withStatistics: boolean) {
  const file = `${temporaryFolder()}/plenary.sqlite`
  await migrateSqlite(file)
  const sqlite = openConnection(file, 'writer')
  const ground = layGround(sqlite)
  for (let other = 0; other < 20; other++) layGround(sqlite)
  sqlite.exec('begin')
  for (let topic = 0; topic < 60; topic++) {
    const size = topic % 10 === 0 ? 200 : 5
    const topicId = storeTopic(
      sqlite,
      ground,
      Array.from({ length: size }, (_, n) => (n % 4 === 0 ? null : n)),
    )
    sqlite
      .prepare('insert into topic_read values (?, ?, ?, ?, ?)')
      .run(ground.personId, topicId, '[[1,2]]', 2, 0)
  }
  sqlite.exec('commit')
  if (withStatistics) sqlite.exec('analyze')
  const plan = ({ sql, parameters }: CompiledQuery) =>
    (sqlite.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[])
      .map((row) => row.detail)
      .join('\n')
  return { db: kyselyOver(sqlite), plan, ground }
}

const reader = { personId: 'p', agencyIds: ['a', 'b'] }
const reply = { topicId: 't', root: 5, number: 9, limit: 21 }
const page = { ...reader, ...listStart, spaceId: 's', categoryId: 'c', limit: 21 }

test('no hot read is compiled anew at each execution, as SQLite does for bare arguments', async () => {
  const { db } = await openForum(false)
  const { sql } = postsByTime.compile(db, { topicId: 't', from: 40, limit: 20 })
  expect(withStablePlan(sql).match(/.\?/g)).toEqual(['+?', '+?', '+?'])
})

describe.each([
  ['without planner statistics', false],
  ['with planner statistics', true],
])('the hot reads use their indexes %s', (_, withStatistics) => {
  test('posts of a topic, by time and by reply', async () => {
    const { db, plan } = await openForum(withStatistics)
    expect(plan(postsByTime.compile(db, { topicId: 't', from: 40, limit: 20 }))).toBe(
      'SEARCH post USING INDEX post_number (topic_id=? AND number>?)',
    )
    expect(plan(postsByReply.compile(db, reply))).toBe(
      'SEARCH post USING INDEX post_root (topic_id=? AND (root_number,number)>(?,?))',
    )
    expect(plan(placesBefore.compile(db, reply))).toBe(
      'SEARCH post USING COVERING INDEX post_root (topic_id=? AND (root_number,number)<(?,?))',
    )
  })

  test('a topic with its reader’s marks, and what answers its posts', async () => {
    const { db, plan } = await openForum(withStatistics)
    const head = plan(topicHead.compile(db, { ...reader, topicId: 't' }))
    expect(head).not.toMatch(/SCAN/)
    expect(head).toMatch(/SEARCH topic_read USING INDEX sqlite_autoindex_topic_read_1/)
    const answers = plan(answersTo.compile(db, { topicId: 't', numbers: [1, 2, 3], limit: 1000 }))
    expect(answers).toMatch(
      /post USING COVERING INDEX post_parent \(topic_id=\? AND parent_number=\?\)/,
    )
    expect(answers).toMatch(
      /post_quote USING COVERING INDEX sqlite_autoindex_post_quote_1 \(topic_id=\? AND quoted_number=\?\)/,
    )
  })

  test('pages of the list, in the order of the index, with no sorting', async () => {
    const { db, plan } = await openForum(withStatistics)
    for (const filter of ['all', 'unread', 'namesMe', 'aboutDraft'] as const) {
      const bySpace = plan(topicPages.space[filter].compile(db, page))
      expect(bySpace).toMatch(
        /SEARCH topic USING INDEX topic_latest \(space_id=\? AND \(is_pinned,last_post_at,id\)<\(\?,\?,\?\)\)/,
      )
      const byCategory = plan(topicPages.category[filter].compile(db, page))
      expect(byCategory).toMatch(/SEARCH topic USING INDEX topic_category \(category_id=\?/)
      for (const text of [bySpace, byCategory]) expect(text).not.toMatch(/TEMP B-TREE|SCAN/)
    }
  })

  test('counts, agencies and files of a page', async () => {
    const { db, plan } = await openForum(withStatistics)
    const counts = plan(topicCounts.compile(db, { spaceId: 's', personId: 'p' }))
    expect(counts).toMatch(/SEARCH topic USING COVERING INDEX topic_unread \(space_id=\?\)/)
    expect(counts).toMatch(
      /SEARCH topic_read USING INDEX sqlite_autoindex_topic_read_1 \(person_id=\? AND topic_id=\?\)/,
    )
    const agencies = plan(agenciesOfTopics.compile(db, { topicIds: ['t', 'u'] }))
    expect(agencies).toMatch(
      /SEARCH topic_agency USING INDEX sqlite_autoindex_topic_agency_1 \(topic_id=\?\)/,
    )
    expect(plan(filesOf.compile(db, { postIds: ['p', 'q'] }))).toMatch(
      /SEARCH file USING INDEX file_post/,
    )
  })
})
