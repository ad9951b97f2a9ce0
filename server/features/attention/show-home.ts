import type { PeopleDirectory } from '#server/access/people-directory.ts'
import { loadSubject } from '#server/access/subject-store.ts'
import type { Db } from '#server/storage/command.ts'
import type { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { AgencyPlate } from '#shared/contracts/people.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { calendarDay } from '#shared/time.ts'
import { visitGapMs } from './attention-service.ts'
import { findVisit, newestUnread } from './attention-store.ts'
import * as store from './home-store.ts'
import { isRead, showNotification } from './notification-view.ts'

type Home = ResponseOf<typeof attention.home>
type Provenance = 'illustrative' | 'inferred' | null

const mostWaiting = 20
/** What asks something of the reader; the rest is news. */
const waitingKinds = ['mention', 'agencyMention', 'reply', 'quote', 'proposal']

interface Reader {
  db: Db
  people: PeopleDirectory
  viewer: Viewer
  /** The group. */
  subject: Subject
  /** Domain time, in milliseconds. */
  now: number
}

/** Everything on the first page, read in one snapshot under the reader's rights of now. */
export async function showHome(reader: Reader): Promise<Omit<Home, 'now' | 'cursor'>> {
  const { db, viewer, subject } = reader
  const spaceIds = await store.readableSpaceIds(db, viewer, subject.groupId)
  return {
    lastVisitAt: await lastVisit(reader),
    waiting: await waiting(reader),
    proposals: await proposals(reader),
    news: await news(reader, spaceIds),
    drafts: await drafts(reader, spaceIds),
    ...(await table(reader)),
  }
}

/** The end of the visit before this one: "new since" does not shrink while one looks around. */
async function lastVisit({ db, viewer, subject, now }: Reader): Promise<number | null> {
  const visit = await findVisit(db, viewer.personId, subject.groupId)
  if (!visit) return null
  return now - visit.visited_at > visitGapMs ? visit.visited_at : visit.previous_at
}

async function waiting({ db, people, viewer, subject }: Reader): Promise<Home['waiting']> {
  // More than are shown, since some were read where they stand.
  const rows = await newestUnread(db, viewer, subject.groupId, {
    limit: mostWaiting * 5,
    kinds: waitingKinds,
  })
  const open = rows.filter(
    (row) => !isRead(row) && (row.kind !== 'proposal' || row.invitation_state === 'proposed'),
  )
  const shown = []
  for (const row of open.slice(0, mostWaiting)) shown.push(await showNotification(db, people, row))
  return shown
}

async function proposals({ db, people, viewer, subject }: Reader): Promise<Home['proposals']> {
  // `invitation.decide` of any of them: the chair's office, its address proven.
  if (!viewer.offices.includes(subject.groupId)) return []
  const shown = []
  for (const row of await store.openProposals(db, subject.groupId)) {
    shown.push({
      invitationId: row.id,
      spaceId: row.space_id,
      spaceName: row.space_name,
      agency: await people.agency(db, row.agency_id),
      email: row.email,
      proposedBy: await people.actor(db, row.created_by, row.created_for),
      at: row.created_at,
    })
  }
  return shown
}

async function news(
  { db, people, viewer, subject, now }: Reader,
  spaceIds: string[],
): Promise<Home['news']> {
  const rows = await store.news(db, viewer, { groupId: subject.groupId, spaceIds, now })
  const agencies = await agenciesByTopic(db, people, rows)
  const shown = []
  for (const row of rows) {
    shown.push({
      id: row.id,
      spaceId: row.space_id,
      spaceName: row.space_name,
      categoryId: row.category_id,
      title: row.title,
      state: row.state as 'open' | 'summarised' | 'closed',
      isPinned: row.is_pinned === 1,
      startedBy: await people.author(db, row.started_by, row.started_for),
      createdAt: row.created_at,
      lastPostAt: row.last_post_at,
      lastPostBy: await people.author(db, row.last_post_by, row.last_post_for),
      excerpt: row.excerpt,
      postCount: row.post_count,
      highestNumber: row.highest_number,
      unreadCount: row.highest_number - (row.read_count ?? 0),
      namesMe: Boolean(row.is_naming_me),
      hasAnchor: Boolean(row.is_anchored),
      agencies: agencies.get(row.id) ?? [],
      provenance: row.provenance as Provenance,
    })
  }
  return shown
}

async function agenciesByTopic(
  db: Db,
  people: PeopleDirectory,
  topics: { id: string }[],
): Promise<Map<string, string[]>> {
  const plates = new Map<string, string[]>()
  const rows = await store.agenciesOfTopics(
    db,
    topics.map((topic) => topic.id),
  )
  for (const row of rows) {
    const agency = await people.agency(db, row.agency_id)
    if (agency) plates.set(row.topic_id, [...(plates.get(row.topic_id) ?? []), agency.plate])
  }
  return plates
}

async function drafts(
  { db, people, viewer, subject }: Reader,
  spaceIds: string[],
): Promise<Home['drafts']> {
  const rows = await store.draftsLatelyEdited(db, viewer, { groupId: subject.groupId, spaceIds })
  const shown = []
  for (const row of rows) {
    const draft = await loadSubject(db, 'draft', row.id)
    shown.push({
      id: row.id,
      title: row.title,
      kind: row.kind,
      state: row.state,
      spaceName: row.space_name,
      commentsDue: row.comments_due,
      editedAt: row.edited_at,
      editedBy: await people.actor(db, row.edited_by, row.edited_for),
      mayWrite: draft !== null && can('draft.edit', viewer, draft) === null,
    })
  }
  return shown
}

/** Who sits at the table and who holds the chair, by today's date in the group's time zone. */
async function table({
  db,
  people,
  viewer,
  subject,
  now,
}: Reader): Promise<Pick<Home, 'agencies' | 'chair' | 'nextChair'>> {
  const { time_zone: zone } = await store.timeZoneOf(db, subject.groupId)
  const today = calendarDay(now, zone)
  const terms = await store.termsFrom(db, subject.groupId, today)
  const current = terms.findLast((term) => term.from_date <= today && term.state !== 'vacant')
  const next = terms.find((term) => term.from_date > today && term.state !== 'vacant')
  const own = new Set(viewer.seats.map((seat) => seat.agencyId))
  const members = can('group.seeMembers', viewer, subject) === null
  const ids = members ? await store.memberAgencyIds(db, subject.groupId) : []
  const plates: (AgencyPlate | null)[] = []
  for (const id of ids) plates.push(await people.agency(db, id))
  return {
    agencies: plates
      .filter((plate) => plate !== null)
      .map((plate) => ({
        ...plate,
        isChair: plate.id === current?.agency_id,
        isOwn: own.has(plate.id),
      })),
    chair:
      (current && {
        agency: await people.agency(db, current.agency_id),
        until: current.until_date,
      }) ||
      null,
    nextChair:
      (next && { agency: await people.agency(db, next.agency_id), from: next.from_date }) || null,
  }
}
