import { describe, expect, it } from 'vitest'
import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import { type Action, actions } from '#shared/rules/action.ts'
import { can } from '#shared/rules/rights.ts'
import { type DraftFacts, type Subject, subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'

/**
 * The table of rights, written by hand: a column a role, a row an action. `y` may; `-` may not
 * (forbidden); `.` may not know of it (not_found); `u` only once the address is proven; `o` its own
 * only; `f` the draft's state forbids it.
 */
const roles = [
  'guest of the draft',
  'guest of the topic',
  'observer who reads',
  'observer who posts',
  'focal point who reads',
  'focal point who posts',
  'focal point who takes part',
  'focal point elsewhere',
  'principal who takes part',
  'chair',
  'secretariat',
  'administrator',
  'unconfirmed focal point',
] as const
type Role = (typeof roles)[number]

const table: Record<Action, string> = {
  //                      gd gt or op fr fp ft fe pr ch se ad un
  'group.enter': ' y  y  y  y  y  y  y  y  y  y  y  y  y',
  'group.seeMembers': ' -  -  -  -  y  y  y  y  y  y  y  y  -',
  'seat.end': ' o  o  o  o  o  o  o  o  y  y  y  -  o',
  'seat.markKeeper': ' -  -  -  -  -  -  -  -  y  y  y  -  -',
  'person.confirm': ' -  -  -  -  -  -  -  -  y  y  y  -  -',
  'space.create': ' -  -  -  -  -  -  -  -  -  y  y  -  -',
  'space.read': ' .  .  y  y  y  y  y  .  y  y  y  .  y',
  'space.seePeople': ' .  .  y  y  y  y  y  .  y  y  y  .  y',
  'space.manage': ' .  .  -  -  -  -  -  .  -  y  y  .  -',
  'space.categorise': ' .  .  -  -  -  -  -  .  -  y  y  .  -',
  'access.withdraw': ' .  .  -  -  -  -  -  .  -  y  y  .  -',
  'topic.read': ' .  y  y  y  y  y  y  .  y  y  y  .  y',
  'topic.start': ' .  .  -  y  -  y  y  .  y  y  y  .  y',
  'topic.close': ' .  -  -  o  -  o  o  .  o  y  y  .  o',
  'topic.moderate': ' .  -  -  -  -  -  -  .  -  y  y  .  -',
  'post.read': ' .  y  y  y  y  y  y  .  y  y  y  .  y',
  'post.write': ' .  y  -  y  -  y  y  .  y  y  y  .  y',
  'post.edit': ' .  o  -  o  -  o  o  .  o  y  y  .  o',
  'post.withdraw': ' .  o  o  o  o  o  o  .  o  y  y  .  o',
  'file.upload': ' .  .  -  -  -  y  y  .  y  y  y  .  y',
  'file.read': ' .  .  y  y  y  y  y  .  y  y  y  .  y',
  'draft.create': ' .  .  -  -  -  -  y  .  y  y  y  .  y',
  'draft.read': ' y  .  y  y  y  y  y  .  y  y  y  .  y',
  'draft.edit': ' -  .  -  -  -  -  y  .  y  y  y  .  y',
  'draft.rename': ' -  .  -  -  -  -  o  .  o  y  y  .  o',
  'draft.nameVersion': ' -  .  -  -  -  -  y  .  y  y  y  .  y',
  'draft.restore': ' -  .  -  -  -  -  y  .  y  y  y  .  y',
  'draft.nameDrafters': ' -  .  -  -  -  -  o  .  o  y  y  .  o',
  'draft.withdraw': ' -  .  -  -  -  -  o  .  o  y  y  .  o',
  'draft.discuss': ' -  .  -  y  -  y  y  .  y  y  y  .  y',
  'invitation.list': ' .  .  -  -  -  -  y  .  y  y  y  .  u',
  'invitation.propose': ' .  .  -  -  -  -  y  .  y  y  y  .  u',
  'invitation.send': ' .  .  -  -  -  -  -  .  -  y  y  .  -',
  'invitation.manage': ' .  .  .  .  .  .  .  .  .  y  y  .  .',
  'invitation.decide': ' .  .  .  .  .  .  .  .  .  y  y  .  .',
}

function viewer(role: Role): Viewer {
  const seat = (seatRole: SeatRole, agencyId: string | null) => ({
    id: `seat-${role}`,
    groupId: 'g',
    agencyId,
    role: seatRole,
    isSeatKeeper: false,
  })
  const inSpace = (spaceRole: SpaceRole) => ({
    s: { accessId: 'x', role: spaceRole, via: 'agency' as const, agencyId: 'a' },
  })
  const blank: Viewer = {
    personId: role,
    isAdministrator: false,
    isConfirmed: true,
    scopes: null,
    seats: [],
    offices: [],
    spaces: {},
    grants: {},
  }
  const grant = { mayPost: true, spaceId: 's', until: null }
  switch (role) {
    case 'guest of the draft':
      return {
        ...blank,
        seats: [seat('guest', null)],
        grants: { 'draft:d': { ...grant, mayPost: false } },
      }
    case 'guest of the topic':
      return { ...blank, seats: [seat('guest', null)], grants: { 'topic:t': grant } }
    case 'observer who reads':
      return { ...blank, seats: [seat('observer', null)], spaces: inSpace('reads') }
    case 'observer who posts':
      return { ...blank, seats: [seat('observer', null)], spaces: inSpace('posts') }
    case 'focal point who reads':
      return { ...blank, seats: [seat('focalPoint', 'a')], spaces: inSpace('reads') }
    case 'focal point who posts':
      return { ...blank, seats: [seat('focalPoint', 'a')], spaces: inSpace('posts') }
    case 'focal point who takes part':
      return { ...blank, seats: [seat('focalPoint', 'a')], spaces: inSpace('takesPart') }
    case 'focal point elsewhere':
      return { ...blank, seats: [seat('focalPoint', 'a')] }
    case 'principal who takes part':
      return { ...blank, seats: [seat('principal', 'a')], spaces: inSpace('takesPart') }
    case 'chair':
      return { ...blank, seats: [seat('principal', 'c')], offices: ['g'] }
    case 'secretariat':
      return { ...blank, seats: [seat('secretariat', 'c')], offices: ['g'] }
    case 'administrator':
      return { ...blank, isAdministrator: true }
    case 'unconfirmed focal point':
      return {
        ...blank,
        isConfirmed: false,
        seats: [seat('focalPoint', 'a')],
        spaces: inSpace('takesPart'),
      }
  }
}

const draft: DraftFacts = {
  state: 'draft',
  hasText: true,
  drafters: 'space',
  drafterAgencyIds: [],
  drafterSeatIds: [],
}

/** What each action is asked of, in the space `s` of group `g`. */
function subjectOf(action: Action, ownerId: string): Subject {
  const [kind] = action.split('.')
  const common = { id: 'x', groupId: 'g', ownerId }
  const inSpace = { ...common, visibility: 'space' as const, spaceId: 's' }
  if (action === 'space.create' || kind === 'group') {
    return subject({ kind: 'group', ...common, ownerId: null, visibility: 'group' })
  }
  if (kind === 'seat')
    return subject({ kind: 'seat', ...common, visibility: 'group', agencyId: 'a' })
  if (kind === 'person')
    return subject({ kind: 'person', ...common, visibility: 'group', agencyIds: ['a'] })
  if (action === 'invitation.manage' || action === 'invitation.decide') {
    return subject({ kind: 'invitation', ...inSpace, visibility: 'inviters' })
  }
  if (kind === 'topic' && action !== 'topic.start') {
    return subject({ kind: 'topic', ...inSpace, id: 't', topicId: 't', topicState: 'open' })
  }
  if (kind === 'post')
    return subject({ kind: 'post', ...inSpace, topicId: 't', topicState: 'open' })
  if (kind === 'draft' && action !== 'draft.create') {
    return subject({ kind: 'draft', ...inSpace, id: 'd', draftId: 'd', draft })
  }
  if (action === 'file.read') return subject({ kind: 'file', ...inSpace })
  return subject({ kind: 'space', ...inSpace, id: 's', ownerId: null })
}

const codes = {
  y: null,
  '-': 'forbidden',
  '.': 'not_found',
  u: 'unconfirmed',
  f: 'frozen',
} as const

describe('the table of rights', () => {
  it('has a row for every action', () => {
    expect(Object.keys(table).sort()).toEqual([...actions].sort())
  })

  for (const action of actions) {
    const expected = table[action].trim().split(/\s+/)
    it(`says who may do ${action}`, () => {
      expect(expected).toHaveLength(roles.length)
      const answers = roles.map((role, index) => {
        const letter = expected[index]
        const others = can(action, viewer(role), subjectOf(action, 'somebody else'))
        if (letter !== 'o') return [role, others]
        const own = can(action, viewer(role), subjectOf(action, role))
        return [role, others === 'forbidden' && own === null ? 'o' : `${others} / own ${own}`]
      })
      const wanted = roles.map((role, index) => {
        const letter = expected[index] as keyof typeof codes | 'o'
        return [role, letter === 'o' ? 'o' : codes[letter]]
      })
      expect(answers).toEqual(wanted)
    })
  }
})

describe('what the state of things forbids', () => {
  const focalPoint = viewer('focal point who takes part')

  it.each(['circulated', 'underSilence', 'agreed', 'tabled', 'endorsed', 'issued', 'withdrawn'])(
    'nobody writes a draft that is %s',
    (state) => {
      const frozen = subject({
        kind: 'draft',
        id: 'd',
        groupId: 'g',
        visibility: 'space',
        spaceId: 's',
        draftId: 'd',
        draft: { ...draft, state },
      })
      expect(can('draft.edit', focalPoint, frozen)).toBe('frozen')
      expect(can('draft.edit', viewer('secretariat'), frozen)).toBe('frozen')
      expect(can('draft.read', focalPoint, frozen)).toBeNull()
    },
  )

  it('only those named write a draft with chosen drafters, and the office', () => {
    const chosen = (named: Partial<DraftFacts>) =>
      subject({
        kind: 'draft',
        id: 'd',
        groupId: 'g',
        visibility: 'space',
        spaceId: 's',
        draftId: 'd',
        draft: { ...draft, drafters: 'chosen', ...named },
      })
    expect(can('draft.edit', focalPoint, chosen({}))).toBe('forbidden')
    expect(can('draft.edit', viewer('chair'), chosen({}))).toBeNull()
    expect(can('draft.edit', focalPoint, chosen({ drafterAgencyIds: ['a'] }))).toBeNull()
    expect(
      can(
        'draft.edit',
        focalPoint,
        chosen({ drafterSeatIds: ['seat-focal point who takes part'] }),
      ),
    ).toBeNull()
    expect(
      can('draft.edit', viewer('focal point who posts'), chosen({ drafterAgencyIds: ['a'] })),
    ).toBe('forbidden')
  })

  it('an archived space is read only, for the office too, which may reopen it', () => {
    const archived = (kind: 'space' | 'topic') =>
      subject({
        kind,
        id: 's',
        groupId: 'g',
        visibility: 'space',
        spaceId: 's',
        isSpaceArchived: true,
        topicId: kind === 'topic' ? 't' : null,
        topicState: kind === 'topic' ? 'open' : null,
      })
    expect(can('topic.start', focalPoint, archived('space'))).toBe('closed')
    expect(can('post.write', viewer('secretariat'), archived('topic'))).toBe('closed')
    expect(can('space.read', focalPoint, archived('space'))).toBeNull()
    expect(can('space.manage', viewer('secretariat'), archived('space'))).toBeNull()
  })

  it('a closed topic takes no post, from nobody', () => {
    const closed = subject({
      kind: 'topic',
      id: 't',
      groupId: 'g',
      visibility: 'space',
      spaceId: 's',
      topicId: 't',
      topicState: 'closed',
    })
    expect(can('post.write', focalPoint, closed)).toBe('closed')
    expect(can('post.write', viewer('secretariat'), closed)).toBe('closed')
  })

  it('a right in one group is none in another', () => {
    const elsewhere = subject({ kind: 'group', id: 'h', groupId: 'h', visibility: 'group' })
    expect(can('space.create', viewer('secretariat'), elsewhere)).toBe('not_found')
  })
})
