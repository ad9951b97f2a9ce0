/**
 * Another group's term, as somebody else would write it: other levels and names, another time zone,
 * ids of its own, and nearly every optional key left out or null. No memberships, no Workspace, no
 * clock, posts without time or author.
 */
export const secondTerm = {
  group: {
    name: 'Comité des bassins',
    acronym: 'CB',
    timezone: 'Pacific/Auckland',
    levels: ['ministres', 'experts'],
  },
  agencies: [
    { id: 'a', acronym: 'Agence du Nord-Ouest', name: 'Agence du Nord-Ouest', representedBy: null },
    {
      id: 'b',
      acronym: 'BS',
      name: 'Bureau du Sud',
      kind: 'constituency',
      constituents: ['Est', 'Ouest'],
      domains: ['bs.example'],
    },
  ],
  seats: [
    { id: 's1', agencyId: 'a', role: 'focalPoint', level: 'experts', login: 'Ana@Nord.example' },
    {
      id: 's2',
      agencyId: 'b',
      role: 'principal',
      level: 'ministres',
      personId: 'p1',
      login: 'min@bs.example',
    },
    { id: 's3', agencyId: 'b', role: 'alternate' },
    { id: 's4', agencyId: null, role: 'guest', login: 'guest@elsewhere.example' },
    { id: 's5', agencyId: 'b', role: 'delegate', login: 'MIN@bs.example' },
  ],
  people: [{ id: 'p1', styledName: 'Mme la Ministre' }],
  chairmanships: [{ agencyId: null, from: '2031-01-01', to: '2031-12-31' }],
  spaces: [{ id: 'crues', name: 'Crues', createdByAgencyId: 'a', unknownKey: { kept: false } }],
  grants: [{ seat: 's4', topicId: 't1', may: ['read', 'post'], until: '2031-06-30' }],
  documents: [
    {
      id: 'd1',
      class: 'communiqué',
      title: 'Communiqué',
      spaceId: 'crues',
      drafters: ['b', 's1'],
      versions: [
        {
          date: '2031-05',
          paragraphs: [{ text: 'Un.' }, { n: '(a)', text: 'Deux.' }, { text: '' }],
        },
      ],
    },
    { id: 'd2', title: 'Sans texte', versions: null },
  ],
  forumTopics: [
    {
      id: 't1',
      title: 'Niveaux d’eau',
      spaceId: 'crues',
      anchors: [{ documentId: 'd1' }],
      posts: [
        { at: '2031-06-01T10:00:00+12:00', body: 'Premier.', authorSeat: 's1' },
        { body: 'Sans auteur ni heure.' },
        { id: 'q', at: '2031-06-02', body: '> Sans auteur ni heure.\n\nSi.', authorSeat: 's3' },
      ],
    },
    { id: 't2', title: 'Vide' },
  ],
  rapports: [{ id: 'r1' }],
}
