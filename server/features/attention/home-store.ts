import type { Db } from '#server/storage/command.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { day } from '#shared/time.ts'

/** What nobody has touched for so long is not news to anybody. */
const newsForMs = 90 * day
const mostNews = 12
const mostDrafts = 8
const mostProposals = 20

/** Standings of an agency that is not, or no longer, a member. */
const notSeated = [
  'proposed',
  'consulted',
  'tabled',
  'declined',
  'deferred',
  'suspended',
  'withdrawn',
  'ended',
]

/** Ids for an `in`, which must not be empty. */
export function orNone(ids: string[]): string[] {
  return ids.length > 0 ? ids : ['']
}

/** Ids of the spaces of a group that this reader may read: all for its office. */
export async function readableSpaceIds(db: Db, viewer: Viewer, groupId: string): Promise<string[]> {
  const own = Object.keys(viewer.spaces)
  const rows = await db
    .selectFrom('space')
    .select('id')
    .where('group_id', '=', groupId)
    .$if(!viewer.offices.includes(groupId), (query) => query.where('id', 'in', orNone(own)))
    .execute()
  return rows.map((row) => row.id)
}

/** A guest's objects of one kind, for an `in`. */
export function grantedIds(viewer: Viewer, kind: 'topic' | 'draft'): string[] {
  const prefix = `${kind}:`
  const ids = Object.keys(viewer.grants).filter((key) => key.startsWith(prefix))
  return orNone(ids.map((key) => key.slice(prefix.length)))
}

/** Topics with posts that this reader has not read, the latest post first. */
export function news(
  db: Db,
  viewer: Viewer,
  { groupId, spaceIds, now }: { groupId: string; spaceIds: string[]; now: number },
) {
  const agencyIds = viewer.seats.flatMap((seat) => seat.agencyId ?? [])
  return (
    db
      .selectFrom('topic')
      .innerJoin('space', 'space.id', 'topic.space_id')
      .leftJoin('topic_read', (join) =>
        join
          .onRef('topic_read.topic_id', '=', 'topic.id')
          .on('topic_read.person_id', '=', viewer.personId),
      )
      .selectAll('topic')
      .select(['space.name as space_name', 'topic_read.read_count'])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('post_mention')
              .select('post_mention.post_id')
              .whereRef('post_mention.topic_id', '=', 'topic.id')
              .where((mention) =>
                mention.or([
                  mention('post_mention.person_id', '=', viewer.personId),
                  mention('post_mention.agency_id', 'in', orNone(agencyIds)),
                ]),
              ),
          )
          .as('is_naming_me'),
      )
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('draft_anchor')
              .select('draft_anchor.id')
              .whereRef('draft_anchor.topic_id', '=', 'topic.id'),
          )
          .as('is_anchored'),
      )
      .where('topic.group_id', '=', groupId)
      .where((eb) =>
        eb.or([
          eb('topic.space_id', 'in', orNone(spaceIds)),
          eb('topic.id', 'in', grantedIds(viewer, 'topic')),
        ]),
      )
      // Named so that the index of the topic list, pinned ones apart, gives the latest of each space.
      .where('topic.is_pinned', 'in', [0, 1])
      .where('topic.last_post_at', '>', now - newsForMs)
      .where((eb) =>
        eb(eb.fn.coalesce('topic_read.read_count', eb.val(0)), '<', eb.ref('topic.highest_number')),
      )
      .orderBy('topic.last_post_at', 'desc')
      .orderBy('topic.id', 'desc')
      .limit(mostNews)
      .execute()
  )
}

export function agenciesOfTopics(db: Db, topicIds: string[]) {
  return db
    .selectFrom('topic_agency')
    .select(['topic_id', 'agency_id'])
    .where('topic_id', 'in', orNone(topicIds))
    .orderBy('topic_id')
    .orderBy('number')
    .execute()
}

export function draftsLatelyEdited(
  db: Db,
  viewer: Viewer,
  { groupId, spaceIds }: { groupId: string; spaceIds: string[] },
) {
  return (
    db
      .selectFrom('draft')
      .innerJoin('space', 'space.id', 'draft.space_id')
      .selectAll('draft')
      .select('space.name as space_name')
      .where('draft.group_id', '=', groupId)
      .where('draft.state', '!=', 'withdrawn')
      // Issued, and nobody edited it here: a record that was brought in, no work in progress.
      .where((eb) =>
        eb.or([eb('draft.state', '!=', 'issued'), eb('draft.edited_at', 'is not', null)]),
      )
      .where((eb) =>
        eb.or([
          eb('draft.space_id', 'in', orNone(spaceIds)),
          eb('draft.id', 'in', grantedIds(viewer, 'draft')),
        ]),
      )
      .orderBy((eb) => eb.fn.coalesce('draft.edited_at', 'draft.created_at'), 'desc')
      .orderBy('draft.id', 'desc')
      .limit(mostDrafts)
      .execute()
  )
}

/** Proposals to invite that wait for the chair's office, the oldest first. */
export function openProposals(db: Db, groupId: string) {
  return db
    .selectFrom('invitation')
    .innerJoin('space', 'space.id', 'invitation.space_id')
    .select([
      'invitation.id',
      'invitation.space_id',
      'invitation.agency_id',
      'invitation.email',
      'invitation.created_by',
      'invitation.created_for',
      'invitation.created_at',
      'space.name as space_name',
    ])
    .where('invitation.group_id', '=', groupId)
    .where('invitation.state', '=', 'proposed')
    .where('space.archived_at', 'is', null)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .limit(mostProposals)
    .execute()
}

/** The member agencies, in the group's order: those of the ring of seats. */
export async function memberAgencyIds(db: Db, groupId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agency')
    .innerJoin('membership', 'membership.agency_id', 'agency.id')
    .select('agency.id')
    .where('agency.group_id', '=', groupId)
    .where('membership.status', 'not in', notSeated)
    .orderBy('agency.position')
    .orderBy('agency.id')
    .execute()
  return [...new Set(rows.map((row) => row.id))]
}

/** Terms in the chair that end on `today` or later, `2007-12-20`, in order. */
export function termsFrom(db: Db, groupId: string, today: string) {
  return db
    .selectFrom('chairmanship')
    .select(['agency_id', 'from_date', 'until_date', 'state'])
    .where('group_id', '=', groupId)
    .where('until_date', '>=', today)
    .orderBy('from_date')
    .execute()
}

export function timeZoneOf(db: Db, groupId: string): Promise<{ time_zone: string }> {
  return db
    .selectFrom('group')
    .select('time_zone')
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
}
