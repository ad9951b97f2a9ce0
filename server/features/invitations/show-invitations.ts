import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { type InvitationState, stateAt } from '#shared/rules/invitation.ts'
import { can } from '#shared/rules/rights.ts'
import { type Subject, subject as subjectOf } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { mayDo, ownAgencies } from './invitations-policy.ts'
import * as store from './invitations-store.ts'

/** Whose invitations this reader may know of: everybody's (null) for the office, else their own. */
function seenBy(viewer: Viewer, groupId: string): string | null {
  return viewer.offices.includes(groupId) ? null : viewer.personId
}

/** Invitations to a space for those who invite: the office's view, or a proposer's own. */
export async function listInvitations(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  space: Subject,
  now: number,
) {
  const rows = await store.invitationsTo(db, space.id, seenBy(viewer, space.groupId))
  const listed = []
  for (const row of rows) {
    const asSubject = subjectOf({
      kind: 'invitation',
      id: row.id,
      groupId: row.group_id,
      visibility: 'inviters',
      spaceId: row.space_id,
      isSpaceArchived: space.isSpaceArchived,
      ownerId: row.created_by,
      agencyId: row.agency_id,
    })
    listed.push({
      id: row.id,
      agency: await people.agency(db, row.agency_id),
      email: row.email,
      name: row.name,
      isForAgency: row.is_for_agency === 1,
      role: row.role as SpaceRole,
      seatRole: row.seat_role as SeatRole | null,
      message: row.message,
      restsOn: restsOnOf(row),
      state: stateAt(row, now),
      invitedBy: await people.actor(db, row.created_by, row.created_for),
      createdAt: row.created_at,
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      acceptedBy: await people.actor(db, row.accepted_by, row.agency_id),
      may: mayDo(viewer, asSubject, row, now),
    })
  }
  return listed
}

export function restsOnOf(row: store.InvitationRow) {
  return row.rests_on === null ? null : { text: row.rests_on, ref: row.rests_on_ref }
}

type Standing = 'here' | 'invited' | 'expired' | 'declined' | 'pending' | 'none'

const standings: Partial<Record<InvitationState, Standing>> = {
  sent: 'invited',
  expired: 'expired',
  declined: 'declined',
  created: 'pending',
  proposed: 'pending',
}

/** The group's agencies and how each stands in this space, as far as this inviter may know. */
export async function listCandidates(db: Db, viewer: Viewer, space: Subject, now: number) {
  const here = await store.agenciesHere(db, space.id, now)
  const rows = await store.invitationsTo(db, space.id, seenBy(viewer, space.groupId))
  const maySend = can('invitation.send', viewer, space) === null
  const agencies = []
  for (const row of await store.agenciesOf(db, space.groupId)) {
    const latest = rows.find((asked) => asked.agency_id === row.id && asked.is_for_agency === 1)
    const access = here.get(row.id)
    const standing: Standing = access
      ? 'here'
      : (latest && standings[stateAt(latest, now)]) || 'none'
    const at =
      access?.since ?? (standing === 'none' ? null : (latest?.sent_at ?? latest?.created_at))
    agencies.push({
      id: row.id,
      acronym: row.acronym,
      plate: row.plate,
      name: row.name,
      colour: { light: row.colour_light, dark: row.colour_dark },
      standing,
      at: at ?? null,
      domains: JSON.parse(row.domains) as string[],
    })
  }
  const ownAgencyIds = ownAgencies(viewer, space.groupId).filter((agencyId) => here.has(agencyId))
  return { agencies, maySend, ownAgencyIds: maySend ? [] : ownAgencyIds }
}
