import type { PeopleDirectory } from '#server/access/people-directory.ts'
import { agencyInTheChair, loadViewer } from '#server/access/viewer-store.ts'
import type { Caller } from '#server/access/authorize.ts'
import type { Db } from '#server/storage/command.ts'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { seatChoices } from '#shared/rules/invitation.ts'
import { actingSeat } from '#shared/rules/viewer.ts'
import { restsOnOf } from './show-invitations.ts'
import * as store from './invitations-store.ts'
import { openedLink } from './opened-link.ts'

/** Who is signed in at this browser, with the agency for which they act in the group. */
async function presentPerson(
  db: Db,
  people: PeopleDirectory,
  caller: Caller | null,
  groupId: string,
  now: number,
) {
  const viewer = caller && (await loadViewer(db, caller.personId, now))
  if (!viewer) return null
  return people.actor(db, viewer.personId, actingSeat(viewer, groupId)?.agencyId ?? null)
}

/** The group's agencies for the hemicycle of the page. */
async function agenciesFor(
  db: Db,
  spaceId: string,
  groupId: string,
  timeZone: string,
  now: number,
) {
  const here = await store.agenciesHere(db, spaceId, now)
  const chair = await agencyInTheChair(db, groupId, timeZone, now)
  return (await store.agenciesOf(db, groupId)).map((row) => ({
    id: row.id,
    acronym: row.acronym,
    plate: row.plate,
    name: row.name,
    colour: { light: row.colour_light, dark: row.colour_dark },
    isHere: here.has(row.id),
    isChair: row.id === chair,
  }))
}

/** What the page shows of the invitation whose link was opened. Throws `link_…`; uses nothing up. */
export async function showOpened(
  db: Db,
  people: PeopleDirectory,
  opened: { tokenHash: string | null; caller: Caller | null },
  now: number,
) {
  const { invitation: row } = await openedLink(db, opened.tokenHash, now)
  const around = await store.findSurroundings(db, row.space_id)
  const { groupId, timeZone } = around
  const seatRole = row.seat_role as SeatRole | null
  return {
    groupName: around.groupName,
    groupAcronym: around.groupAcronym,
    spaceName: around.spaceName,
    spacePurpose: around.spacePurpose,
    invitedBy: await people.actor(db, row.created_by, row.created_for),
    agency: await people.agency(db, row.agency_id),
    isForAgency: row.is_for_agency === 1,
    role: row.role as SpaceRole,
    seatRole,
    seatChoices: seatRole ? [] : seatChoices(row.agency_id),
    message: row.message,
    restsOn: restsOnOf(row),
    email: row.email,
    domains: row.email === null ? await store.domainsOf(db, row.agency_id) : [],
    expiresAt: row.expires_at ?? now,
    topicCount: await store.countIn(db, 'topic', row.space_id),
    draftCount: await store.countIn(db, 'draft', row.space_id),
    agencies: await agenciesFor(db, row.space_id, groupId, timeZone, now),
    signedInAs: await presentPerson(db, people, opened.caller, groupId, now),
  }
}
