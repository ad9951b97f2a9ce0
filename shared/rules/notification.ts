import type { EventKind } from '../events/events.ts'

/** Why something reaches a person; the strongest first. */
export const notificationKinds = [
  'mention',
  'reply',
  'quote',
  'agencyMention',
  'proposal',
  'invitationAnswered',
  'administrator',
  'access',
  'topic',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** Groups of persons about an event, as ids, read in the transaction that decides. */
export interface Concerned {
  /** Named in the post. */
  mentioned: string[]
  /** In seats of agencies named in the post. */
  ofMentionedAgencies: string[]
  /** Author of the post that this one answers. */
  answered: string[]
  /** Authors of posts quoted in it. */
  quoted: string[]
  /**
   * Those to whom the space belongs, by access or as the secretariat. The chair's office reads every
   * space, but is not told of each topic in spaces that are none of its business.
   */
  readers: string[]
  office: string[]
  /** Who sent or proposed the invitation. */
  inviter: string[]
  /** Whom an act on the machine concerns. */
  person: string[]
  /** Who gains access by it. */
  gaining: string[]
}

type Rule = readonly [NotificationKind, keyof Concerned]

const aboutPost: Rule[] = [
  ['mention', 'mentioned'],
  ['reply', 'answered'],
  ['quote', 'quoted'],
  ['agencyMention', 'ofMentionedAgencies'],
]

const aboutMachine: Rule[] = [
  ['administrator', 'person'],
  ['administrator', 'office'],
]

/** One table: an event of a kind that is not here reaches nobody but those who look. */
const rules: Partial<Record<EventKind, Rule[]>> = {
  'post.written': aboutPost,
  'topic.started': [...aboutPost, ['topic', 'readers']],
  'invitation.proposed': [['proposal', 'office']],
  'invitation.accepted': [['invitationAnswered', 'inviter']],
  'invitation.declined': [['invitationAnswered', 'inviter']],
  'proposal.declined': [['invitationAnswered', 'inviter']],
  'administrator.marked': aboutMachine,
  'signInLink.made': aboutMachine,
  'token.made': aboutMachine,
  'access.granted': [['access', 'gaining']],
}

/** The kinds of events after which the reader has something to decide. */
export const noticedKinds = Object.keys(rules) as EventKind[]

/** Which groups of persons an event of this kind asks for. */
export function concernedBy(kind: EventKind): (keyof Concerned)[] {
  return [...new Set((rules[kind] ?? []).map(([, who]) => who))]
}

/**
 * Whom an event reaches and why: one notification a person, the strongest reason; never the one who
 * did it.
 */
export function recipientsOf(
  event: { kind: EventKind; actorId: string | null },
  concerned: Partial<Concerned>,
): Map<string, NotificationKind> {
  const reached = new Map<string, NotificationKind>()
  const inOrder = [...(rules[event.kind] ?? [])].sort(
    ([a], [b]) => notificationKinds.indexOf(a) - notificationKinds.indexOf(b),
  )
  for (const [kind, who] of inOrder) {
    for (const personId of concerned[who] ?? []) {
      if (personId !== event.actorId && !reached.has(personId)) reached.set(personId, kind)
    }
  }
  return reached
}
