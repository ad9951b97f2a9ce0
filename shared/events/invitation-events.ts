interface OfInvitation {
  invitationId: string
  agencyId: string | null
}

export type InvitationEvent =
  | { kind: 'invitation.proposed'; payload: OfInvitation }
  | { kind: 'invitation.sent'; payload: OfInvitation }
  | { kind: 'invitation.resent'; payload: OfInvitation }
  | { kind: 'invitation.revoked'; payload: OfInvitation }
  | { kind: 'invitation.accepted'; payload: OfInvitation & { personId: string } }
  | { kind: 'invitation.declined'; payload: OfInvitation }
  | { kind: 'proposal.declined'; payload: OfInvitation }
