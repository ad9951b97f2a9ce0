/**
 * A small group in the format of a term's file, made for tests: four agencies, a Workspace of all
 * members and a project space ("Tides") that Alpha and Beta have joined, Gamma was never invited to
 * and Delta has not answered.
 */
const seat = (login: string, agencyId: string | null, role: string) => ({
  id: `seat-${login}`,
  agencyId,
  role,
  displayName: `${role}, ${agencyId ?? 'no agency'}`,
  login: `${login}@council.example`,
  illustrative: true,
})

export const smallTerm = {
  meta: {
    name: 'Harbour Council',
    version: '1',
    clock: '2026-05-20T09:00:00Z',
    timezone: 'Europe/Lisbon',
  },
  group: {
    id: 'council',
    name: 'Harbour Council',
    acronym: 'HC',
    levels: ['principals', 'working'],
  },
  agencies: [
    { id: 'alpha', acronym: 'ALPHA', name: 'Alpha Authority', kind: 'entity' },
    { id: 'beta', acronym: 'BETA', name: 'Beta Bureau', kind: 'entity' },
    { id: 'gamma', acronym: 'GAMMA', name: 'Gamma Group', kind: 'entity' },
    {
      id: 'delta',
      acronym: 'DELTA',
      name: 'Delta Department',
      kind: 'entity',
      domains: ['delta.example'],
    },
  ],
  memberships: ['alpha', 'beta', 'gamma', 'delta'].map((agencyId) => ({
    id: `mem-${agencyId}`,
    agencyId,
    status: 'active',
    founding: true,
  })),
  seats: [
    seat('secretariat', 'alpha', 'secretariat'),
    seat('principal.alpha', 'alpha', 'principal'),
    seat('fp.alpha', 'alpha', 'focalPoint'),
    seat('principal.beta', 'beta', 'principal'),
    seat('fp.beta', 'beta', 'focalPoint'),
    seat('fp.gamma', 'gamma', 'focalPoint'),
    seat('observer', null, 'observer'),
    seat('guest', null, 'guest'),
  ],
  chairmanships: [
    { id: 'chair-1', agencyId: 'alpha', from: '2000-01-01', to: '2099-12-31', state: 'inOffice' },
  ],
  spaces: [
    {
      id: 'workspace',
      kind: 'workspace',
      name: 'HC Workspace',
      audience: { rule: 'allMembers' },
      categories: [{ id: 'cat-w', name: 'General' }],
    },
    {
      id: 'tides',
      kind: 'forum',
      name: 'Tides',
      purpose: 'Tide tables',
      createdByAgencyId: 'alpha',
      audience: { rule: 'invited' },
      categories: [{ id: 'cat-t', name: 'Tables' }],
    },
  ],
  invitations: [
    {
      id: 'inv-tides',
      spaceId: 'tides',
      byAgencyId: 'alpha',
      states: { alpha: 'accepted', beta: 'accepted', delta: 'pending' },
    },
  ],
  grants: [
    { id: 'grant-observer', seat: 'seat-observer', spaceId: 'tides', may: ['read'] },
    { id: 'grant-guest', seat: 'seat-guest', documentId: 'doc-note', may: ['read'] },
  ],
  documents: [
    {
      id: 'doc-note',
      class: 'note',
      title: 'Note on tide tables',
      spaceId: 'tides',
      state: 'draft',
      versions: [{ n: 1, label: 'First', date: '2026-05-10', bodyId: 'text-note' }],
    },
    {
      id: 'doc-issued',
      class: 'minutes',
      title: 'Minutes of the first meeting',
      spaceId: 'workspace',
      state: 'issued',
      versions: [{ n: 1, label: 'Final', date: '2026-04-02', bodyId: 'text-note' }],
    },
  ],
  texts: [
    {
      id: 'text-note',
      paragraphs: [{ n: '1', id: 'p1', text: 'The tables are revised once a year.' }],
    },
  ],
  forumTopics: [
    {
      id: 'topic-tides',
      spaceId: 'tides',
      categoryId: 'cat-t',
      title: 'Which harbours come first',
      posts: [
        {
          id: 'post-1',
          authorSeat: 'seat-secretariat',
          at: '2026-05-12T10:00:00Z',
          body: 'Please name your harbours.',
        },
        {
          id: 'post-2',
          authorSeat: 'seat-fp.beta',
          at: '2026-05-13T10:00:00Z',
          body: 'We have two.',
          replyTo: 'post-1',
        },
      ],
    },
    {
      id: 'topic-work',
      spaceId: 'workspace',
      categoryId: 'cat-w',
      title: 'Where to begin',
      posts: [
        { id: 'post-3', authorSeat: 'seat-fp.gamma', at: '2026-05-01T10:00:00Z', body: 'Welcome.' },
      ],
    },
  ],
}
