import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { SeatRole } from '#shared/rules/roles.ts'
import { can } from '#shared/rules/rights.ts'
import { type Subject, subject as subjectOf } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { calendarDay } from '#shared/time.ts'
import { chairsOn, termStateOn } from './chair-policy.ts'
import * as store from './groups-store.ts'

type AgencyRow = Awaited<ReturnType<typeof store.agenciesWithStanding>>[number]
type SeatRow = Awaited<ReturnType<typeof store.seatsOf>>[number]
type Provenance = 'illustrative' | 'inferred' | null

/** The mark of administrator opens names and seats; all else comes with a seat (DOMAIN.md, Rights). */
function seesNamesOnly(viewer: Viewer, subject: Subject): boolean {
  return can('group.seeMembers', { ...viewer, isAdministrator: false }, subject) !== null
}

/** Addresses: the office's, one's own, and those of the agency that one answers for. */
function seesEmail(viewer: Viewer, seat: SeatRow): boolean {
  if (viewer.offices.includes(seat.group_id) || seat.person_id === viewer.personId) return true
  const answersFor = viewer.seats.some(
    (own) => own.agencyId === seat.agency_id && (own.role === 'principal' || own.isSeatKeeper),
  )
  return viewer.isConfirmed && seat.agency_id !== null && answersFor
}

function toAgency(row: AgencyRow, chairs: ReturnType<typeof chairsOn>, isNamesOnly: boolean) {
  const chair = (['current', 'previous', 'next'] as const).find((when) => chairs[when] === row.id)
  const membership =
    row.status === null
      ? null
      : {
          status: row.status,
          isFounding: row.is_founding === 1,
          effectiveFrom: row.effective_from,
          restsOn: row.rests_on === null ? null : { text: row.rests_on, ref: row.rests_on_ref },
          provenance: row.membership_provenance as Provenance,
        }
  return {
    id: row.id,
    acronym: row.acronym,
    plate: row.plate,
    name: row.name,
    colour: { light: row.colour_light, dark: row.colour_dark },
    kind: row.kind as 'entity' | 'constituency',
    label: row.label,
    constituents: JSON.parse(row.constituents) as string[],
    representedBy: row.represented_by,
    domains: isNamesOnly ? [] : (JSON.parse(row.domains) as string[]),
    position: row.position,
    membership: isNamesOnly ? null : membership,
    chair: isNamesOnly ? null : (chair ?? null),
  }
}

function toSeat(row: SeatRow, seats: SeatRow[], viewer: Viewer, subject: Subject) {
  const { groupId } = subject
  const asSeat = subjectOf({
    kind: 'seat',
    id: row.id,
    groupId,
    visibility: 'group',
    ownerId: row.person_id,
    agencyId: row.agency_id,
  })
  const asPerson = subjectOf({
    kind: 'person',
    id: row.person_id ?? '',
    groupId,
    visibility: 'group',
    ownerId: row.person_id,
    agencyIds: seats.flatMap((seat) => (seat.person_id === row.person_id && seat.agency_id) || []),
  })
  const isUnconfirmed = row.is_confirmed === 0
  return {
    id: row.id,
    role: row.role as SeatRole,
    title: row.title,
    agencyId: row.agency_id,
    person:
      row.person_id === null
        ? null
        : {
            id: row.person_id,
            name: row.name ?? '',
            isUnconfirmed,
            email: seesEmail(viewer, row) ? row.email : null,
          },
    isSeatKeeper: row.is_seat_keeper === 1,
    since: row.since,
    provenance: row.provenance as Provenance,
    may: {
      end: can('seat.end', viewer, asSeat) === null,
      markKeeper: row.role === 'focalPoint' && can('seat.markKeeper', viewer, asSeat) === null,
      confirm:
        row.person_id !== null && isUnconfirmed && can('person.confirm', viewer, asPerson) === null,
    },
  }
}

/** The members page as this reader may see it, at the domain instant `now`. */
export async function showMembers(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  subject: Subject,
  now: number,
) {
  const group = await store.findGroup(db, subject.groupId)
  const isNamesOnly = seesNamesOnly(viewer, subject)
  const today = calendarDay(now, group.time_zone)
  const rows = await store.termsOf(db, group.id)
  const terms = rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    from: row.from_date,
    until: row.until_date,
    state: row.state,
    isInterim: row.is_interim === 1,
  }))
  const chairs = chairsOn(terms, today)
  const agencies = await store.agenciesWithStanding(db, group.id)
  const seats = await store.seatsOf(db, group.id, now)
  const chairmanships = []
  for (const { agencyId, ...term } of isNamesOnly ? [] : terms) {
    const state = termStateOn({ agencyId, ...term }, today)
    chairmanships.push({ ...term, state, agency: await people.agency(db, agencyId) })
  }
  return {
    agencies: agencies.map((row) => toAgency(row, chairs, isNamesOnly)),
    seats: seats.map((row) => toSeat(row, seats, viewer, subject)),
    chairmanships,
    may: { invite: can('invitation.send', viewer, subject) === null },
  }
}
