import { endOfDay } from '#shared/time.ts'
import { flag, type PlanContext, provenanceOf } from './plan-context.ts'
import { planAccess } from './plan-access.ts'
import { spaceRestsOn, type Spaces } from './plan-spaces.ts'
import type { Speakers } from './plan-seats.ts'
import type { InvitationOutcome, TermGrant, TermInvitation } from './term-file.ts'

/** A pending one has no working link; it can be sent again. */
const states: Record<Exclude<InvitationOutcome, 'accepted'>, string> = {
  pending: 'created',
  sent: 'created',
  declined: 'declined',
  expired: 'expired',
  revoked: 'revoked',
}

/** Accepted invitations are access; the others stay invitations, none with a working link. */
export function planInvitations(context: PlanContext, spaces: Spaces, speakers: Speakers): void {
  for (const [index, invitation] of (context.term.invitations ?? []).entries()) {
    const fileId = invitation.id ?? `invitation ${index + 1} to ${invitation.spaceId}`
    for (const [agencyFileId, state] of Object.entries(invitation.states ?? {})) {
      planAnswer(context, spaces, speakers, invitation, {
        fileId: `${fileId} for ${agencyFileId}`,
        agencyFileId,
        state,
      })
    }
    if (invitation.agencyId || invitation.email) {
      const agencyFileId = invitation.agencyId ?? null
      planAnswer(context, spaces, speakers, invitation, {
        fileId,
        agencyFileId,
        state: invitation.state ?? 'pending',
      })
    }
  }
}

interface Answer {
  fileId: string
  agencyFileId: string | null
  state: InvitationOutcome
}

function planAnswer(
  context: PlanContext,
  spaces: Spaces,
  speakers: Speakers,
  invitation: TermInvitation,
  answer: Answer,
): void {
  const space = context.term.spaces?.find(({ id }) => id === invitation.spaceId)
  const isForAgency = answer.agencyFileId !== null && !invitation.email
  const provenance = invitation.statesIllustrative ? 'illustrative' : provenanceOf(invitation)
  const sentAt = context.instantOf(invitation.sentAt)
  const createdAt = sentAt ?? spaces.createdAt(invitation.spaceId)
  const restsOn = spaceRestsOn(context, space)
  const role = invitation.role ?? 'takesPart'
  const person = isForAgency ? null : personAt(context, speakers, invitation.email)
  if (answer.state === 'accepted' && (isForAgency || person)) {
    planAccess(context, {
      spaceFileId: invitation.spaceId,
      ...(person ? { person } : { agencyFileId: answer.agencyFileId ?? '' }),
      role,
      restsOn,
      since: createdAt,
      provenance,
    })
    return
  }
  context.add({
    kind: 'invitation',
    fileId: answer.fileId,
    title: `${answer.agencyFileId ?? invitation.email} to ${space?.name ?? invitation.spaceId}`,
    source: { ...invitation, states: null, answer },
    rows: [
      {
        table: 'invitation',
        values: {
          id: context.idOf('invitation', answer.fileId),
          group_id: context.groupId,
          space_id: context.idOf('space', invitation.spaceId),
          agency_id: context.maybeIdOf('agency', answer.agencyFileId),
          email: invitation.email ?? null,
          name: invitation.name ?? null,
          is_for_agency: flag(isForAgency),
          role,
          seat_role: null,
          message: invitation.message ?? '',
          rests_on: restsOn.text,
          rests_on_ref: restsOn.ref,
          state: answer.state === 'accepted' ? 'accepted' : states[answer.state],
          created_by: null,
          created_for: context.maybeIdOf('agency', invitation.byAgencyId),
          access_id: null,
          accepted_by: null,
          created_at: createdAt,
          sent_at: sentAt,
          expires_at: context.instantOf(invitation.expiresAt),
          provenance,
        },
      },
    ],
  })
}

function personAt(context: PlanContext, speakers: Speakers, email: string | null | undefined) {
  const seat = context.term.seats?.find(
    ({ login }) => login && login.toLowerCase() === email?.toLowerCase(),
  )
  const speaker = seat && speakers.sitting(seat.id)
  return seat && speaker ? { id: speaker.personId, seatFileId: seat.id } : null
}

/** The strongest of what a grant allows, as a role in a space. */
function roleOf(may: TermGrant['may']): 'reads' | 'posts' | 'takesPart' {
  const words = (may ?? []).map((word) => word.toLowerCase())
  if (words.some((word) => ['takepart', 'takespart', 'edit', 'draft'].includes(word)))
    return 'takesPart'
  return words.some((word) => ['post', 'posts', 'write'].includes(word)) ? 'posts' : 'reads'
}

/** What single seats may see: a whole space, or one document or topic, until a day. */
export function planGrants(context: PlanContext, spaces: Spaces, speakers: Speakers): void {
  for (const [index, grant] of (context.term.grants ?? []).entries()) {
    const speaker = speakers.sitting(grant.seat)
    if (!speaker) {
      context.remark({ what: `grants: ${grant.id ?? grant.seat}`, count: 1, why: 'noSignIn' })
      continue
    }
    const until = grant.until ? endOfDay(grant.until, context.timeZone) : null
    if (grant.spaceId) {
      planAccess(context, {
        spaceFileId: grant.spaceId,
        person: { id: speaker.personId, seatFileId: grant.seat },
        role: roleOf(grant.may),
        restsOn: { text: null, ref: null },
        since: spaces.createdAt(grant.spaceId),
        until,
        provenance: provenanceOf(grant),
      })
    }
    planObjectGrant(
      context,
      spaces,
      grant,
      grant.id ?? `grant ${index + 1} to ${grant.seat}`,
      until,
    )
  }
}

function planObjectGrant(
  context: PlanContext,
  spaces: Spaces,
  grant: TermGrant,
  fileId: string,
  until: number | null,
): void {
  const object = grant.documentId
    ? { kind: 'draft' as const, id: grant.documentId, in: context.term.documents }
    : { kind: 'topic' as const, id: grant.topicId, in: context.term.forumTopics }
  if (!object.id) return
  const spaceFileId = object.in?.find(({ id }) => id === object.id)?.spaceId ?? spaces.workspace
  context.add({
    kind: 'grant',
    fileId,
    title: `${object.id} for ${grant.seat}`,
    source: grant,
    rows: [
      {
        table: 'object_grant',
        values: {
          id: context.idOf('grant', fileId),
          group_id: context.groupId,
          space_id: context.idOf('space', spaceFileId),
          seat_id: context.idOf('seat', grant.seat),
          object_kind: object.kind,
          object_id: context.idOf(object.kind, object.id),
          may_post: flag(roleOf(grant.may) !== 'reads'),
          until,
          sponsor_seat_id: context.maybeIdOf('seat', grant.sponsorSeat),
          provenance: provenanceOf(grant),
        },
      },
    ],
  })
}
