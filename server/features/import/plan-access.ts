import type { PlanContext, RestsOn } from './plan-context.ts'

interface NewAccess {
  spaceFileId: string
  agencyFileId?: string
  /** In place of an agency: one person, by row id and the file's seat. */
  person?: { id: string; seatFileId: string }
  role: string
  restsOn: RestsOn
  since: number
  until?: number | null
  provenance: string | null
}

/** Access of an agency or of one person to a space. */
export function planAccess(context: PlanContext, access: NewAccess): void {
  const spaceId = context.idOf('space', access.spaceFileId)
  const who = access.agencyFileId ?? access.person?.seatFileId ?? ''
  const fileId = `${access.spaceFileId} for ${who}`
  const id = context.idOf('access', fileId)
  const agencyId = context.maybeIdOf('agency', access.agencyFileId)
  const personId = access.person?.id ?? null
  const { role } = access
  context.add({
    kind: 'access',
    fileId,
    title: fileId,
    source: { role, restsOn: access.restsOn, until: access.until },
    sameBy: ['space_id', 'agency_id', 'person_id', 'ended_at'],
    rows: [
      {
        table: 'space_access',
        values: {
          id,
          group_id: context.groupId,
          space_id: spaceId,
          agency_id: agencyId,
          person_id: personId,
          role,
          rests_on: access.restsOn.text,
          rests_on_ref: access.restsOn.ref,
          invitation_id: null,
          since: access.since,
          until: access.until ?? null,
          ended_at: null,
          provenance: access.provenance,
        },
      },
    ],
    events: [
      context.event(
        { kind: 'access.granted', payload: { accessId: id, agencyId, personId, role } },
        {
          audience: `space:${spaceId}`,
          spaceId,
          subject: { kind: 'space', id: spaceId },
          at: access.since,
        },
      ),
    ],
  })
}
