import type { Db } from '#server/storage/command.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { grantedIds, orNone } from './home-store.ts'

/** The palette looks through the titles of so many of the latest; the rest is for the search. */
const mostCandidates = 5000

interface Within {
  groupId: string
  /** Readable ones. */
  spaceIds: string[]
}

export function spaceNames(db: Db, { groupId, spaceIds }: Within) {
  return db
    .selectFrom('space')
    .select(['id', 'name'])
    .where('group_id', '=', groupId)
    .where('id', 'in', orNone(spaceIds))
    .orderBy('kind', 'desc')
    .orderBy('created_at')
    .limit(mostCandidates)
    .execute()
}

export function topicTitles(db: Db, viewer: Viewer, { groupId, spaceIds }: Within) {
  return db
    .selectFrom('topic')
    .innerJoin('space', 'space.id', 'topic.space_id')
    .select(['topic.id', 'topic.title', 'space.name as spaceName'])
    .where('topic.group_id', '=', groupId)
    .where((eb) =>
      eb.or([
        eb('topic.space_id', 'in', orNone(spaceIds)),
        eb('topic.id', 'in', grantedIds(viewer, 'topic')),
      ]),
    )
    .orderBy('topic.last_post_at', 'desc')
    .limit(mostCandidates)
    .execute()
}

export function draftTitles(db: Db, viewer: Viewer, { groupId, spaceIds }: Within) {
  return db
    .selectFrom('draft')
    .innerJoin('space', 'space.id', 'draft.space_id')
    .select(['draft.id', 'draft.title', 'space.name as spaceName'])
    .where('draft.group_id', '=', groupId)
    .where((eb) =>
      eb.or([
        eb('draft.space_id', 'in', orNone(spaceIds)),
        eb('draft.id', 'in', grantedIds(viewer, 'draft')),
      ]),
    )
    .orderBy((eb) => eb.fn.coalesce('draft.edited_at', 'draft.created_at'), 'desc')
    .limit(mostCandidates)
    .execute()
}

/** Persons in the group's live seats; `only` narrows to some. */
export function personNames(
  db: Db,
  { groupId, only, now }: { groupId: string; only: string[] | null; now: number },
) {
  return db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .select(['person.id', 'person.name', 'seat.agency_id as agencyId'])
    .where('seat.group_id', '=', groupId)
    .where('seat.ended_at', 'is', null)
    .where((eb) => eb.or([eb('seat.until', 'is', null), eb('seat.until', '>', now)]))
    .$if(only !== null, (query) => query.where('person.id', 'in', orNone(only ?? [])))
    .orderBy('person.name')
    .orderBy('seat.id')
    .limit(mostCandidates)
    .execute()
}
