import type Sqlite from 'better-sqlite3'
import { newId } from '#shared/ids.ts'

/** A person, a group, a space: what a topic's rows refer to. */
export interface Ground {
  groupId: string
  spaceId: string
  personId: string
}

export function layGround(sqlite: Sqlite.Database): Ground {
  const [groupId, spaceId, personId] = [newId(), newId(), newId()]
  sqlite
    .prepare(
      `insert into "group" (id, name, acronym, time_zone, created_at) values (?, 'G', 'G', 'UTC', 0)`,
    )
    .run(groupId)
  sqlite
    .prepare(
      `insert into person (id, name, is_confirmed, language, time_zone, mail_frequency, created_at)
       values (?, 'P', 1, 'en', 'UTC', 'none', 0)`,
    )
    .run(personId)
  sqlite
    .prepare(
      `insert into space (id, group_id, kind, name, created_at) values (?, ?, 'project', 'S', 0)`,
    )
    .run(spaceId, groupId)
  return { groupId, spaceId, personId }
}

/** A topic whose n-th post answers `parents[n - 1]` (null: to the topic). Returns its id. */
export function storeTopic(
  sqlite: Sqlite.Database,
  ground: Ground,
  parents: (number | null)[],
): string {
  const topicId = newId()
  sqlite
    .prepare(
      `insert into topic (id, group_id, space_id, title, state, started_by, highest_number, post_count,
         last_post_at, last_post_by, created_at) values (?, ?, ?, 'T', 'open', ?, ?, ?, ?, ?, 0)`,
    )
    .run(
      topicId,
      ground.groupId,
      ground.spaceId,
      ground.personId,
      parents.length,
      parents.length,
      parents.length,
      ground.personId,
    )
  const insert = sqlite.prepare(
    `insert into post (id, topic_id, number, parent_number, root_number, author_id, markdown, html,
       render_version, created_at) values (?, ?, ?, ?, ?, ?, 'm', '<p>m</p>', 1, 0)`,
  )
  const roots: number[] = []
  parents.forEach((parent, index) => {
    const number = index + 1
    const root = parent === null ? number : (roots[parent - 1] ?? number)
    roots.push(root)
    insert.run(newId(), topicId, number, parent, root, ground.personId)
  })
  return topicId
}
