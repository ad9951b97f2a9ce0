import { describe, expect, it } from 'vitest'
import { type Concerned, noticedKinds, recipientsOf } from '#shared/rules/notification.ts'

const nobody: Concerned = {
  mentioned: [],
  ofMentionedAgencies: [],
  answered: [],
  quoted: [],
  readers: [],
  office: [],
  inviter: [],
  person: [],
  gaining: [],
}

/** One person of each group, called like the group. */
const everyGroup = Object.fromEntries(
  Object.keys(nobody).map((group) => [group, [group]]),
) as unknown as Concerned

/** Written by hand: whom each kind of event reaches, and why. */
const table: Record<string, Record<string, string>> = {
  'post.written': {
    mentioned: 'mention',
    answered: 'reply',
    quoted: 'quote',
    ofMentionedAgencies: 'agencyMention',
  },
  'topic.started': {
    mentioned: 'mention',
    answered: 'reply',
    quoted: 'quote',
    ofMentionedAgencies: 'agencyMention',
    readers: 'topic',
  },
  'invitation.proposed': { office: 'proposal' },
  'invitation.accepted': { inviter: 'invitationAnswered' },
  'invitation.declined': { inviter: 'invitationAnswered' },
  'proposal.declined': { inviter: 'invitationAnswered' },
  'administrator.marked': { person: 'administrator', office: 'administrator' },
  'signInLink.made': { person: 'administrator', office: 'administrator' },
  'token.made': { person: 'administrator', office: 'administrator' },
  'access.granted': { gaining: 'access' },
}

describe('whom an event reaches', () => {
  it('has a row here for each kind that reaches anybody', () => {
    expect([...noticedKinds].sort()).toEqual(Object.keys(table).sort())
  })

  it.each(noticedKinds)('%s reaches those of its row and nobody else', (kind) => {
    const reached = recipientsOf({ kind, actorId: null }, everyGroup)
    expect(Object.fromEntries(reached)).toEqual(table[kind])
  })

  it('tells a person once, by the strongest reason', () => {
    const me = ['me']
    const concerned = { ...nobody, readers: me, ofMentionedAgencies: me, quoted: me, answered: me }
    const reached = recipientsOf({ kind: 'topic.started', actorId: 'you' }, concerned)
    expect([...reached]).toEqual([['me', 'reply']])
    const named = recipientsOf(
      { kind: 'topic.started', actorId: 'you' },
      { ...concerned, mentioned: me },
    )
    expect([...named]).toEqual([['me', 'mention']])
  })

  it('never tells the one who did it', () => {
    const reached = recipientsOf({ kind: 'token.made', actorId: 'person' }, everyGroup)
    expect([...reached.keys()]).toEqual(['office'])
  })

  it('an event of a kind without a rule reaches nobody', () => {
    expect(recipientsOf({ kind: 'draft.edited', actorId: null }, everyGroup).size).toBe(0)
  })
})
