import type { Db } from '#server/storage/command.ts'
import type { SubjectKind } from '#shared/contracts/contract.ts'
import { type Subject, subject } from '#shared/rules/subject.ts'

type Loader = (db: Db, id: string) => Promise<Subject | null>

async function ofSpace(
  db: Db,
  spaceId: string,
  facts: Partial<Subject> & Pick<Subject, 'kind' | 'id'>,
): Promise<Subject | null> {
  const space = await db
    .selectFrom('space')
    .select(['group_id', 'archived_at'])
    .where('id', '=', spaceId)
    .executeTakeFirst()
  if (!space) return null
  return subject({
    visibility: 'space',
    groupId: space.group_id,
    spaceId,
    isSpaceArchived: space.archived_at !== null,
    ...facts,
  })
}

async function loadTopic(db: Db, id: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('topic')
    .innerJoin('space', 'space.id', 'topic.space_id')
    .select([
      'topic.group_id',
      'topic.space_id',
      'topic.state',
      'topic.started_by',
      'space.archived_at',
    ])
    .where('topic.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return subject({
    kind: 'topic',
    id,
    groupId: row.group_id,
    visibility: 'space',
    spaceId: row.space_id,
    isSpaceArchived: row.archived_at !== null,
    ownerId: row.started_by,
    topicId: id,
    topicState: row.state as Subject['topicState'],
  })
}

async function loadPost(db: Db, id: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('post')
    .select(['topic_id', 'author_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  const topic = row && (await loadTopic(db, row.topic_id))
  return topic ? { ...topic, kind: 'post', id, ownerId: row.author_id } : null
}

async function loadDraft(db: Db, id: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('draft')
    .select(['space_id', 'state', 'has_text', 'drafters', 'created_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const named =
    row.drafters === 'chosen'
      ? await db.selectFrom('draft_drafter').selectAll().where('draft_id', '=', id).execute()
      : []
  return ofSpace(db, row.space_id, {
    kind: 'draft',
    id,
    ownerId: row.created_by,
    draftId: id,
    draft: {
      state: row.state,
      hasText: row.has_text === 1,
      drafters: row.drafters as 'space' | 'chosen',
      drafterAgencyIds: named.flatMap((drafter) => drafter.agency_id ?? []),
      drafterSeatIds: named.flatMap((drafter) => drafter.seat_id ?? []),
    },
  })
}

async function loadFile(db: Db, id: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('file')
    .select(['space_id', 'uploaded_by', 'topic_id', 'draft_id', 'post_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  return ofSpace(db, row.space_id, {
    kind: 'file',
    id,
    ownerId: row.uploaded_by,
    topicId: row.topic_id,
    draftId: row.draft_id,
  })
}

async function loadSeat(db: Db, id: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('seat')
    .select(['group_id', 'agency_id', 'person_id', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.ended_at !== null) return null
  return subject({
    kind: 'seat',
    id,
    groupId: row.group_id,
    visibility: 'group',
    ownerId: row.person_id,
    agencyId: row.agency_id,
  })
}

async function loadPerson(db: Db, id: string): Promise<Subject | null> {
  const seats = await db
    .selectFrom('seat')
    .select(['group_id', 'agency_id'])
    .where('person_id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  const first = seats[0]
  if (!first) return null
  return subject({
    kind: 'person',
    id,
    groupId: first.group_id,
    visibility: 'group',
    ownerId: id,
    agencyIds: seats.flatMap((seat) => seat.agency_id ?? []),
  })
}

const loaders: Record<SubjectKind, Loader> = {
  group: async (db, id) => {
    const row = await db.selectFrom('group').select('id').where('id', '=', id).executeTakeFirst()
    return row ? subject({ kind: 'group', id, groupId: id, visibility: 'group' }) : null
  },
  agency: async (db, id) => {
    const row = await db
      .selectFrom('agency')
      .select('group_id')
      .where('id', '=', id)
      .executeTakeFirst()
    return row
      ? subject({ kind: 'agency', id, groupId: row.group_id, visibility: 'group', agencyId: id })
      : null
  },
  person: loadPerson,
  seat: loadSeat,
  space: (db, id) => ofSpace(db, id, { kind: 'space', id }),
  access: async (db, id) => {
    const row = await db
      .selectFrom('space_access')
      .select(['space_id', 'agency_id', 'person_id'])
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return row
      ? ofSpace(db, row.space_id, {
          kind: 'access',
          id,
          ownerId: row.person_id,
          agencyId: row.agency_id,
        })
      : null
  },
  category: async (db, id) => {
    const row = await db
      .selectFrom('category')
      .select('space_id')
      .where('id', '=', id)
      .executeTakeFirst()
    return row ? ofSpace(db, row.space_id, { kind: 'category', id }) : null
  },
  topic: loadTopic,
  post: loadPost,
  file: loadFile,
  draft: loadDraft,
  invitation: async (db, id) => {
    const row = await db
      .selectFrom('invitation')
      .select(['space_id', 'created_by', 'agency_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row
      ? ofSpace(db, row.space_id, {
          kind: 'invitation',
          id,
          visibility: 'inviters',
          ownerId: row.created_by,
          agencyId: row.agency_id,
        })
      : null
  },
}

/** The facts about an object, read now; null where there is none with this id. */
export function loadSubject(db: Db, kind: SubjectKind, id: string): Promise<Subject | null> {
  return loaders[kind](db, id)
}
