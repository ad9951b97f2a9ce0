import type { Action } from './action.ts'
import type { ErrorCode } from '../errors.ts'
import type { SpaceRole } from './roles.ts'
import type { Subject } from './subject.ts'
import { accessTo, grantOn, isAtLeast, type Viewer } from './viewer.ts'

/**
 * The rights table as pure functions: who (viewer) may do what (action) to what
 * (subject). The server asks it before each handler and again inside the command's transaction;
 * the answers carry the outcome, so the client never derives a right of its own.
 */

/** Null: allowed. Else why not, as the code that the caller gets. */
export type Verdict = ErrorCode | null

interface Case {
  viewer: Viewer
  subject: Subject
  isOffice: boolean
  /** The role in the subject's space, the office counting as one that takes part; null: none. */
  role: SpaceRole | null
  isOwn: boolean
}

const yes = null

/** Roles of a seat that speaks for a member agency. */
const speaking = new Set(['focalPoint', 'alternate', 'principal', 'delegate'])

function hasSpeakingSeat({ viewer, subject }: Case): boolean {
  return seatsIn(viewer, subject).some((seat) => speaking.has(seat.role))
}

function seatsIn(viewer: Viewer, subject: Subject) {
  return viewer.seats.filter((seat) => seat.groupId === subject.groupId)
}

function open(when: boolean, otherwise: ErrorCode = 'forbidden'): Verdict {
  return when ? yes : otherwise
}

/** For acts beyond reading, posting and editing in one's own space (H10). */
function confirmed(asked: Case, verdict: Verdict): Verdict {
  return verdict ?? (asked.viewer.isConfirmed ? yes : 'unconfirmed')
}

function unlessArchived(asked: Case, verdict: Verdict): Verdict {
  return verdict ?? (asked.subject.isSpaceArchived ? 'closed' : yes)
}

const office = (asked: Case): Verdict => open(asked.isOffice)

function maySpeakInForum(asked: Case): boolean {
  if (asked.isOffice) return true
  if (!isAtLeast(asked.role, 'posts')) return false
  return (
    hasSpeakingSeat(asked) ||
    seatsIn(asked.viewer, asked.subject).some((s) => s.role === 'observer')
  )
}

function mayPost(asked: Case): Verdict {
  const grant = grantOn(asked.viewer, asked.subject)
  const may = maySpeakInForum(asked) || (asked.subject.topicId !== null && grant?.mayPost === true)
  return unlessArchived(asked, open(may) ?? open(asked.subject.topicState !== 'closed', 'closed'))
}

/** Takes part with a seat that speaks for an agency, or is the office. */
function takesPart(asked: Case): Verdict {
  return open(asked.isOffice || (isAtLeast(asked.role, 'takesPart') && hasSpeakingSeat(asked)))
}

function isDrafter(asked: Case): boolean {
  const { viewer, subject } = asked
  if (asked.isOffice) return true
  if (!subject.draft || takesPart(asked)) return false
  if (subject.draft.drafters === 'space') return true
  return seatsIn(viewer, subject).some(
    (seat) =>
      subject.draft?.drafterSeatIds.includes(seat.id) ||
      (seat.agencyId !== null && subject.draft?.drafterAgencyIds.includes(seat.agencyId)),
  )
}

function mayWriteDraft(asked: Case): Verdict {
  const { draft } = asked.subject
  return unlessArchived(
    asked,
    open(isDrafter(asked)) ?? open(draft?.state === 'draft' && draft.hasText, 'frozen'),
  )
}

/** Who created a draft while taking part still, or the office; not after issue. */
function mayManageDraft(asked: Case): Verdict {
  return unlessArchived(asked, asked.isOffice ? yes : asked.isOwn ? takesPart(asked) : 'forbidden')
}

function isSeatKeeperOf(viewer: Viewer, agencyId: string | null): boolean {
  return viewer.seats.some(
    (seat) => seat.agencyId !== null && seat.agencyId === agencyId && seat.isSeatKeeper,
  )
}

function isPrincipalOf(viewer: Viewer, agencyId: string | null): boolean {
  return viewer.seats.some(
    (seat) => seat.agencyId !== null && seat.agencyId === agencyId && seat.role === 'principal',
  )
}

function mayEndSeat(asked: Case): Verdict {
  const { viewer, subject } = asked
  if (asked.isOffice || subject.ownerId === viewer.personId) return yes
  return confirmed(asked, open(isPrincipalOf(viewer, subject.agencyId)))
}

function mayConfirmPerson(asked: Case): Verdict {
  const { viewer, subject } = asked
  const ofAgency = subject.agencyIds.some(
    (agencyId) => isPrincipalOf(viewer, agencyId) || isSeatKeeperOf(viewer, agencyId),
  )
  return confirmed(asked, open(asked.isOffice || ofAgency))
}

function mayPropose(asked: Case): Verdict {
  return unlessArchived(asked, confirmed(asked, takesPart(asked)))
}

const rules: Record<Action, (asked: Case) => Verdict> = {
  'group.enter': () => yes,
  'group.seeMembers': (asked: Case) =>
    open(
      asked.viewer.isAdministrator ||
        asked.isOffice ||
        (hasSpeakingSeat(asked) && asked.viewer.isConfirmed) ||
        seatsIn(asked.viewer, asked.subject).some((seat) => seat.role === 'secretariat'),
    ),
  'seat.end': mayEndSeat,
  'seat.markKeeper': (asked: Case) =>
    confirmed(asked, open(asked.isOffice || isPrincipalOf(asked.viewer, asked.subject.agencyId))),
  'person.confirm': mayConfirmPerson,
  'space.create': office,
  'space.read': () => yes,
  'space.seePeople': (asked: Case) => open(asked.role !== null),
  'space.manage': office,
  'space.categorise': (asked: Case) => unlessArchived(asked, office(asked)),
  'access.withdraw': (asked: Case) => confirmed(asked, office(asked)),
  'topic.read': () => yes,
  'topic.start': (asked: Case) => unlessArchived(asked, open(maySpeakInForum(asked))),
  'topic.close': (asked: Case) =>
    unlessArchived(asked, open(asked.isOffice || (asked.isOwn && maySpeakInForum(asked)))),
  'topic.moderate': (asked: Case) => unlessArchived(asked, office(asked)),
  'post.read': () => yes,
  'post.write': mayPost,
  'post.edit': (asked: Case) =>
    asked.isOwn ? mayPost(asked) : unlessArchived(asked, office(asked)),
  'post.withdraw': (asked: Case) => unlessArchived(asked, open(asked.isOwn || asked.isOffice)),
  'file.upload': (asked: Case) =>
    unlessArchived(
      asked,
      open(asked.isOffice || (isAtLeast(asked.role, 'posts') && hasSpeakingSeat(asked))),
    ),
  'file.read': () => yes,
  'draft.create': (asked: Case) => unlessArchived(asked, takesPart(asked)),
  'draft.read': () => yes,
  'draft.edit': mayWriteDraft,
  'draft.rename': (asked: Case) =>
    mayManageDraft(asked) ?? open(asked.subject.draft?.state === 'draft', 'frozen'),
  'draft.nameVersion': (asked: Case) => mayWriteDraft(asked),
  'draft.restore': (asked: Case) => mayWriteDraft(asked),
  'draft.nameDrafters': mayManageDraft,
  'draft.withdraw': (asked: Case) =>
    mayManageDraft(asked) ??
    open(!['issued', 'withdrawn'].includes(asked.subject.draft?.state ?? ''), 'frozen'),
  'draft.discuss': (asked: Case) => unlessArchived(asked, open(maySpeakInForum(asked))),
  'invitation.list': (asked: Case) => confirmed(asked, takesPart(asked)),
  'invitation.propose': mayPropose,
  'invitation.send': (asked: Case) => unlessArchived(asked, confirmed(asked, office(asked))),
  'invitation.manage': (asked: Case) =>
    unlessArchived(asked, confirmed(asked, open(asked.isOffice || asked.isOwn))),
  'invitation.decide': (asked: Case) => unlessArchived(asked, confirmed(asked, office(asked))),
}

/**
 * Whether `viewer` may know that `subject` is there at all. Where not, every answer is `not_found`,
 * the same as for an id that never was.
 */
export function canSee(viewer: Viewer, subject: Subject): boolean {
  const isOffice = viewer.offices.includes(subject.groupId)
  switch (subject.visibility) {
    case 'group':
      return viewer.isAdministrator || seatsIn(viewer, subject).length > 0
    case 'inviters':
      return isOffice || subject.ownerId === viewer.personId
    case 'space':
      return (
        isOffice || accessTo(viewer, subject.spaceId) !== null || grantOn(viewer, subject) !== null
      )
  }
}

/** Whether `viewer` may do `action` to `subject`: null, or the error that the caller gets. */
export function can(action: Action, viewer: Viewer, subject: Subject): Verdict {
  if (!canSee(viewer, subject)) return 'not_found'
  const isOffice = viewer.offices.includes(subject.groupId)
  const role = isOffice ? 'takesPart' : (accessTo(viewer, subject.spaceId)?.role ?? null)
  const isOwn = subject.ownerId !== null && subject.ownerId === viewer.personId
  return rules[action]({ viewer, subject, isOffice, role, isOwn })
}
