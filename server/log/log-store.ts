import type { Db } from '#server/storage/command.ts'
import type { LiveEvent } from '#shared/contracts/attention.ts'
import { can } from '#shared/rules/rights.ts'
import { subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

/** Whom this reader is among, in one group: the audiences whose events they may know of. */
export interface Audiences {
  groupId: string
  /** Every audience of the group but other persons': the chair's office and the secretariat. */
  isOffice: boolean
  names: string[]
  /** A guest's objects: events about these alone. */
  subjectIds: string[]
}

export function audiencesOf(viewer: Viewer, groupId: string): Audiences {
  const asGroup = subject({ kind: 'group', id: groupId, groupId, visibility: 'group' })
  const names = [
    `person:${viewer.personId}`,
    ...Object.keys(viewer.spaces).map((id) => `space:${id}`),
  ]
  if (can('group.seeMembers', viewer, asGroup) === null) names.push(`group:${groupId}`)
  return {
    groupId,
    isOffice: viewer.offices.includes(groupId),
    names,
    subjectIds: Object.keys(viewer.grants).map((key) => key.slice(key.indexOf(':') + 1)),
  }
}

/** The last event visible to this reader; 0 where there is none. */
export async function headFor(db: Db, audiences: Audiences): Promise<number> {
  const head = await db
    .selectFrom('audience_head')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('group_id', '=', audiences.groupId)
    .where((eb) =>
      eb.or([
        eb('audience', 'in', audiences.names),
        ...(audiences.isOffice ? [eb('audience', 'not like', 'person:%')] : []),
      ]),
    )
    .executeTakeFirst()
  const seq = Number(head?.seq ?? 0)
  if (audiences.subjectIds.length === 0) return seq
  const granted = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('group_id', '=', audiences.groupId)
    .where('subject_id', 'in', audiences.subjectIds)
    .executeTakeFirst()
  return Math.max(seq, Number(granted?.seq ?? 0))
}

/** Events after `seq` that this reader may know of, oldest first. */
export async function eventsAfter(
  db: Db,
  audiences: Audiences,
  seq: number,
  limit: number,
): Promise<{ seq: number; event: LiveEvent }[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('group_id', '=', audiences.groupId)
    .where('seq', '>', seq)
    .where((eb) =>
      eb.or([
        eb('audience', 'in', audiences.names),
        ...(audiences.isOffice ? [eb('audience', 'not like', 'person:%')] : []),
        ...(audiences.subjectIds.length > 0 ? [eb('subject_id', 'in', audiences.subjectIds)] : []),
      ]),
    )
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    event: {
      kind: row.kind,
      spaceId: row.space_id,
      subject: { kind: row.subject_kind, id: row.subject_id },
      payload: JSON.parse(row.payload) as Record<string, unknown>,
      actorId: row.actor_id,
      at: row.at,
    },
  }))
}
