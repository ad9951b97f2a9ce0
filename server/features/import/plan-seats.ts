import type { Author } from '#shared/editor/author-table.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { flag, type PlanContext, provenanceOf } from './plan-context.ts'
import type { TermFile, TermSeat } from './term-file.ts'

/** Who speaks from a seat of the file: row ids. */
export interface Speaker {
  personId: string
  agencyId: string | null
}

/** The speakers of the file's seats, and whoever stands for an author who is not recorded. */
export interface Speakers {
  of(seatFileId: string | null | undefined): Speaker
  /** Null for a seat that nobody sits in. */
  sitting(seatFileId: string): Speaker | null
  /** Who is credited by name: a person of the seats, best of that agency; else the agency alone. */
  named(person: string | null | undefined, acronym: string | null | undefined): Author
  readerIds: string[]
}

const notRecorded = 'author not recorded'

/** Persons and the seats in which they sit: each `login` is a person with that address, confirmed. */
export function planSeats(context: PlanContext): Speakers {
  const seats = context.term.seats ?? []
  const sitters = sittersOf(context.term)
  const planned = new Set<string>()
  for (const seat of seats) {
    const key = sitters.get(seat.id)
    if (key !== undefined && !planned.has(key)) planPerson(context, key, seat, sitters)
    if (key !== undefined) planned.add(key)
    planSeat(context, seat, key)
  }
  remarkUnseated(context)
  const speaker = (seat: TermSeat): Speaker | null => {
    const key = sitters.get(seat.id)
    if (key === undefined) return null
    return {
      personId: context.idOf('person', key),
      agencyId: context.maybeIdOf('agency', seat.agencyId),
    }
  }
  const bySeat = new Map(seats.map((seat) => [seat.id, speaker(seat)]))
  const named = (name: string | null | undefined, acronym: string | null | undefined): Author => {
    const agency = context.term.agencies?.find((each) => each.acronym === acronym)
    const known = name ? seats.filter((seat) => nameOf(context, seat) === name) : []
    const seat = known.find(({ agencyId }) => agencyId === agency?.id) ?? known[0]
    const personId = (seat && bySeat.get(seat.id)?.personId) ?? null
    return { personId, agencyId: context.maybeIdOf('agency', agency?.id) }
  }
  return {
    named,
    sitting: (id) => bySeat.get(id) ?? null,
    of: (id) => (id ? bySeat.get(id) : null) ?? unrecorded(context, planned),
    readerIds: [
      ...new Set(
        seats.flatMap((seat) =>
          seat.role === 'guest' ? [] : (bySeat.get(seat.id)?.personId ?? []),
        ),
      ),
    ],
  }
}

/**
 * Which person sits in each seat, as the key of the person's record: the file's id of the person,
 * else the address; a seat without both has a person only where it wrote something.
 */
function sittersOf(term: TermFile): Map<string, string> {
  const authors = authorSeats(term)
  const byLogin = new Map<string, string>()
  const seats = term.seats ?? []
  for (const { login, personId } of seats)
    if (login && personId) byLogin.set(emailKey(login), personId)
  const keys = new Map<string, string>()
  for (const { id, login, personId } of seats) {
    const address = login ? emailKey(login) : null
    const key =
      personId ??
      (address && (byLogin.get(address) ?? address)) ??
      (authors.has(id) ? `seat ${id}` : null)
    if (key) keys.set(id, key)
  }
  return keys
}

function authorSeats(term: TermFile): Set<string> {
  const named = [
    ...(term.forumTopics ?? []).flatMap((topic) => [
      topic.starterSeat,
      ...(topic.posts ?? []).map((post) => post.authorSeat),
    ]),
    ...(term.documents ?? []).flatMap((row) => [
      row.authorSeat,
      ...(row.versions ?? []).map((version) => version.authorSeat),
    ]),
  ]
  return new Set(named.flatMap((id) => id ?? []))
}

function planPerson(
  context: PlanContext,
  key: string,
  seat: TermSeat,
  sitters: Map<string, string>,
): void {
  const email =
    context.term.seats?.find((other) => sitters.get(other.id) === key && other.login)?.login ?? null
  addPerson(context, key, nameOf(context, seat), email)
}

function nameOf(context: PlanContext, seat: TermSeat): string {
  const person = context.term.people?.find(({ id }) => id === seat.personId)
  return person?.publicName ?? person?.styledName ?? titleOf(context, seat)
}

function addPerson(context: PlanContext, key: string, name: string, email: string | null): void {
  context.add({
    kind: 'person',
    fileId: key,
    title: name,
    source: { name, email },
    sameBy: email === null ? [] : ['email_key', 'is_confirmed'],
    rows: [
      {
        table: 'person',
        values: {
          id: context.idOf('person', key),
          name,
          email,
          email_key: email === null ? null : emailKey(email),
          is_confirmed: 1,
          is_administrator: 0,
          language: 'en',
          time_zone: context.timeZone,
          mail_frequency: 'atOnce',
          keyboard_shortcuts: 1,
          password_hash: null,
          created_at: context.now,
        },
      },
    ],
  })
}

/** "Not recorded" is a legal value everywhere; a post's author is a person nevertheless. */
function unrecorded(context: PlanContext, planned: Set<string>): Speaker {
  if (!planned.has(notRecorded)) addPerson(context, notRecorded, 'Not recorded', null)
  planned.add(notRecorded)
  return { personId: context.idOf('person', notRecorded), agencyId: null }
}

function titleOf({ term }: PlanContext, seat: TermSeat): string {
  if (seat.displayName) return seat.displayName
  const role = seat.role.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const title = role.charAt(0).toUpperCase() + role.slice(1)
  const agency = term.agencies?.find(({ id }) => id === seat.agencyId)
  return agency ? `${title}, ${agency.acronym}` : title
}

function planSeat(context: PlanContext, seat: TermSeat, key: string | undefined): void {
  const id = context.idOf('seat', seat.id)
  const personId = context.maybeIdOf('person', key)
  const agencyId = context.maybeIdOf('agency', seat.agencyId)
  context.add({
    kind: 'seat',
    fileId: seat.id,
    title: titleOf(context, seat),
    source: seat,
    sameBy: personId === null ? [] : ['group_id', 'person_id', 'agency_id', 'role', 'ended_at'],
    rows: [
      {
        table: 'seat',
        values: {
          id,
          group_id: context.groupId,
          agency_id: agencyId,
          person_id: personId,
          role: seat.role,
          level: seat.level ?? null,
          title: titleOf(context, seat),
          is_seat_keeper: flag(seat.isSeatKeeper),
          since: null,
          until: null,
          ended_at: null,
          provenance: provenanceOf(seat),
        },
      },
    ],
    events: [
      context.event(
        { kind: 'seat.filled', payload: { seatId: id, personId, agencyId } },
        { audience: `group:${context.groupId}`, subject: { kind: 'seat', id } },
      ),
    ],
  })
}

function remarkUnseated(context: PlanContext): void {
  const seated = new Set((context.term.seats ?? []).map((seat) => seat.personId))
  const unseated = (context.term.people ?? []).filter(({ id }) => !seated.has(id))
  if (unseated.length === 0) return
  const names = unseated.map(({ id, publicName, styledName }) => publicName ?? styledName ?? id)
  context.remark({ what: `people: ${names.join(', ')}`, count: unseated.length, why: 'noSignIn' })
}
