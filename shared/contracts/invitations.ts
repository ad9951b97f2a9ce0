import { z } from 'zod'
import {
  contract,
  email,
  endpoint,
  id,
  instant,
  language,
  longText,
  readAt,
  shortText,
} from './contract.ts'
import { restsOn } from './groups.ts'
import { actor, agencyPlate, seatRole, spaceRole } from './people.ts'

export const invitationState = z.enum([
  'proposed', // by a focal point; waits for the chair's office
  'created', // imported as pending: no working link yet
  'sent',
  'accepted',
  'declined',
  'expired',
  'revoked',
])

const recipient = z.object({
  /** The agency invited, or whose colleague the person is. */
  agencyId: id.nullable(),
  /** Where given, the link is bound to it. */
  email: email.nullable().default(null),
  name: z.string().trim().max(200).nullable().default(null),
  /** True: admits the agency with all its present and later seats; false: this person only. */
  isForAgency: z.boolean(),
})

const invitationRow = z.object({
  id,
  agency: agencyPlate.nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  isForAgency: z.boolean(),
  role: spaceRole,
  seatRole: seatRole.nullable(),
  message: z.string(),
  restsOn,
  state: invitationState,
  invitedBy: actor.nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
  expiresAt: instant.nullable(),
  acceptedBy: actor.nullable(),
  may: z.object({
    resend: z.boolean(),
    revoke: z.boolean(),
    decide: z.boolean(),
    showLink: z.boolean(),
  }),
})

/** What came of one recipient. `link` is shown once, to its inviter, where no mail is configured. */
const sentInvitation = z.object({
  /** Null where nothing was made: the invitee is here already. */
  id: id.nullable(),
  agency: agencyPlate.nullable(),
  email: z.string().nullable(),
  outcome: z.enum(['mailed', 'linkToCopy', 'proposed', 'alreadyHere']),
  link: z.string().nullable(),
  /** A ready subject and text for "Open in my mail". */
  mail: z.object({ subject: z.string(), body: z.string() }).nullable(),
  expiresAt: instant.nullable(),
})

const forSpace = z.object({ spaceId: id })
const forInvitation = z.object({ invitationId: id })

export const invitations = contract('invitations', {
  list: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/invitations',
    summary: 'Invitations to this space, for those who may invite; a proposer sees their own',
    permission: { action: 'invitation.list', on: 'space', param: 'spaceId' },
    scope: 'invite',
    params: forSpace,
    response: readAt.extend({ invitations: z.array(invitationRow) }),
  }),
  candidates: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/invitation-candidates',
    summary: 'Agencies of the group with how they stand in this space',
    permission: { action: 'invitation.propose', on: 'space', param: 'spaceId' },
    scope: 'invite',
    params: forSpace,
    response: z.object({
      agencies: z.array(
        agencyPlate.extend({
          standing: z.enum(['here', 'invited', 'expired', 'declined', 'pending', 'none']),
          at: instant.nullable(),
          domains: z.array(z.string()),
        }),
      ),
      /** True: sends at once; false: proposes to the chair's office. */
      maySend: z.boolean(),
      /** The only agency whose colleagues this person may bring, when `maySend` is false. */
      ownAgencyIds: z.array(id),
    }),
  }),
  readList: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/invitation-list',
    summary: 'Read a pasted list of addresses and match them to agencies; nothing is sent',
    permission: { action: 'invitation.propose', on: 'space', param: 'spaceId' },
    scope: 'invite',
    params: forSpace,
    body: z.object({ text: z.string().max(100_000) }),
    response: z.object({
      recipients: z.array(
        z.object({
          line: z.int(),
          email: z.string(),
          name: z.string().nullable(),
          agency: agencyPlate.nullable(),
          doubt: z.enum(['noAgency', 'severalAgencies', 'twice', 'alreadyHere']).nullable(),
        }),
      ),
      unread: z.array(z.object({ line: z.int(), text: z.string() })),
    }),
  }),
  send: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/invitations',
    summary: 'Invite agencies or persons, or propose it to the chair’s office',
    permission: { action: 'invitation.propose', on: 'space', param: 'spaceId' },
    scope: 'invite',
    params: forSpace,
    body: z.object({
      recipients: z.array(recipient).min(1, 'choose whom to invite').max(200),
      role: spaceRole,
      seatRole: seatRole.nullable().default(null),
      message: longText.default(''),
      restsOn: z.string().trim().max(200).default(''),
    }),
    response: z.object({ invitations: z.array(sentInvitation) }),
  }),
  resend: endpoint({
    method: 'POST',
    path: '/api/invitations/:invitationId/resend',
    summary: 'Send again: a new link for 30 days; the old one ends',
    permission: { action: 'invitation.manage', on: 'invitation', param: 'invitationId' },
    scope: 'invite',
    params: forInvitation,
    /** `isToShow`: a new link for the screen only; a mailed one and the 30 days stand. */
    body: z.object({ isToShow: z.boolean().default(false) }),
    response: sentInvitation,
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/invitations/:invitationId/revoke',
    summary: 'Revoke an invitation; its link stops working',
    permission: { action: 'invitation.manage', on: 'invitation', param: 'invitationId' },
    scope: 'invite',
    params: forInvitation,
  }),
  decide: endpoint({
    method: 'POST',
    path: '/api/invitations/:invitationId/decision',
    summary: 'Accept or decline a proposal',
    permission: { action: 'invitation.decide', on: 'invitation', param: 'invitationId' },
    scope: 'invite',
    params: forInvitation,
    body: z.object({ accept: z.boolean() }),
    response: z.object({ sent: sentInvitation.nullable() }),
  }),
  opened: endpoint({
    method: 'GET',
    path: '/api/invitation',
    summary: 'The invitation whose link was just opened (nothing is used up)',
    permission: { who: 'anyone' },
    scope: 'never',
    response: z.object({
      groupName: z.string(),
      groupAcronym: z.string(),
      spaceName: z.string(),
      spacePurpose: z.string(),
      invitedBy: actor.nullable(),
      agency: agencyPlate.nullable(),
      isForAgency: z.boolean(),
      role: spaceRole,
      /** Fixed by the inviter; null: the joiner chooses among `seatChoices`. */
      seatRole: seatRole.nullable(),
      seatChoices: z.array(seatRole),
      message: z.string(),
      restsOn,
      /** Fixed when bound; the joiner cannot change it. */
      email: z.string().nullable(),
      domains: z.array(z.string()),
      expiresAt: instant,
      topicCount: z.int(),
      draftCount: z.int(),
      /** For the hemicycle: the group's agencies, and whether each is in the space. */
      agencies: z.array(agencyPlate.extend({ isHere: z.boolean(), isChair: z.boolean() })),
      /** Signed in already: "join as X, or not me". */
      signedInAs: actor.nullable(),
    }),
  }),
  join: endpoint({
    method: 'POST',
    path: '/api/invitation/join',
    summary: 'Join with the link that was just opened; consumes it',
    permission: { who: 'anyone' },
    scope: 'never',
    body: z.object({
      /** Left out by a person who is signed in and joins as themselves. */
      person: z.object({ name: shortText, email, language }).optional(),
      seatRole: seatRole.optional(),
      isShared: z.boolean().default(false),
    }),
    response: z.object({ spaceId: id, personId: id, offerPassword: z.boolean() }),
  }),
  decline: endpoint({
    method: 'POST',
    path: '/api/invitation/decline',
    summary: 'Decline the invitation whose link was just opened',
    permission: { who: 'anyone' },
    scope: 'never',
  }),
})
