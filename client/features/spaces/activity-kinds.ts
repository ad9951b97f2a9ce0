/** The kinds of event that a space's log tells of, each with words in the catalogue. */
const activityKinds = [
  'topic.started',
  'topic.changed',
  'topic.closed',
  'topic.reopened',
  'post.written',
  'post.edited',
  'post.withdrawn',
  'draft.created',
  'draft.edited',
  'draft.renamed',
  'draft.draftersNamed',
  'draft.withdrawn',
  'draft.versionNamed',
  'draft.versionRestored',
  'draft.discussed',
  'space.created',
  'space.changed',
  'space.archived',
  'space.reopened',
  'access.granted',
  'access.withdrawn',
  'category.created',
  'category.changed',
  'category.removed',
  'invitation.proposed',
  'invitation.sent',
  'invitation.resent',
  'invitation.revoked',
  'invitation.accepted',
  'invitation.declined',
  'proposal.declined',
] as const

type ActivityKind = (typeof activityKinds)[number]

export function isActivityKind(kind: string): kind is ActivityKind {
  return (activityKinds as readonly string[]).includes(kind)
}
