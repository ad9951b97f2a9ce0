import { productVersion } from '#server/http/product-version.ts'
import { findInstallation, hasGroup } from '#server/installation/installation-store.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import type { GroupSummary, Session } from '#shared/contracts/identity.ts'
import { can } from '#shared/rules/rights.ts'
import { subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { findPerson, groupsOf, officeOf, type PersonRow, seatTitles } from './person-store.ts'

type OwnPerson = NonNullable<Session['person']>

/** A person's own account, as only they see it. */
export function ownPerson(person: PersonRow): OwnPerson {
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    isConfirmed: person.is_confirmed === 1,
    isAdministrator: person.is_administrator === 1,
    language: person.language as OwnPerson['language'],
    timeZone: person.time_zone,
    mailFrequency: person.mail_frequency as OwnPerson['mailFrequency'],
    hasPassword: person.password_hash !== null,
    keyboardShortcuts: person.keyboard_shortcuts === 1,
  }
}

/** Groups where this person sits; an administrator sees them all, their names and seats alone. */
async function groupsFor(db: Db, services: Services, viewer: Viewer): Promise<GroupSummary[]> {
  const ids = new Set(viewer.seats.map((seat) => seat.groupId))
  const groups = await groupsOf(db, viewer.isAdministrator ? null : [...ids])
  const titles = await seatTitles(
    db,
    viewer.seats.map((seat) => seat.id),
  )
  const seatOf = async (seat: Viewer['seats'][number]) => ({
    id: seat.id,
    role: seat.role,
    title: titles.get(seat.id) ?? '',
    agency: await services.people.agency(db, seat.agencyId),
    isSeatKeeper: seat.isSeatKeeper,
  })
  const summaries = groups.map(async (group): Promise<GroupSummary> => {
    const here = viewer.seats.filter((seat) => seat.groupId === group.id)
    const asSubject = subject({
      kind: 'group',
      id: group.id,
      groupId: group.id,
      visibility: 'group',
    })
    return {
      id: group.id,
      name: group.name,
      acronym: group.acronym,
      timeZone: group.time_zone,
      isOffice: viewer.offices.includes(group.id),
      office: await officeOf(db, group),
      isMember: can('group.seeMembers', viewer, asSubject) === null,
      seats: await Promise.all(here.map(seatOf)),
    }
  })
  return Promise.all(summaries)
}

/** What the client needs before it can show anything. `viewer`: read before, outside of `db`. */
export async function showSession(
  db: Db,
  services: Services,
  viewer: Viewer | null,
  isShared: boolean | null,
): Promise<Session> {
  const installation = await findInstallation(db)
  const person = viewer ? await findPerson(db, viewer.personId) : undefined
  return {
    installation: {
      id: installation?.id ?? '',
      isSetUp: await hasGroup(db),
      isDemo: installation?.is_demo === 1,
      isMailConfigured: services.config.smtpUrl !== null,
      version: productVersion,
    },
    now: services.clock.now(),
    person: person ? ownPerson(person) : null,
    groups: viewer ? await groupsFor(db, services, viewer) : [],
    session: isShared === null ? null : { isShared },
  }
}
