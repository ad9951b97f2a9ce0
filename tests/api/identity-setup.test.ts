import { expect, test } from 'vitest'
import { type Rig, someText, startRig, textWith } from './identity-rig.ts'

const firstRun = {
  group: { name: 'Water Group', acronym: 'WG', timeZone: 'Africa/Nairobi' },
  agencies: [
    { acronym: 'UN/DESA', name: 'Department of Economic and Social Affairs', domains: ['un.org'] },
    { acronym: 'WHO', name: 'World Health Organization' },
    {
      acronym: 'UN RC',
      name: 'Regional Commissions',
      kind: 'constituency',
      label: 'Regional Commissions',
    },
  ],
  chair: { acronym: 'who', from: '2020-01-01', until: '2099-12-31' },
  self: { name: 'Focal Person', email: 'Focal@example.org', agency: 'UN/DESA' },
}

async function opened(rig: Rig) {
  const browser = rig.browser()
  const answer = await browser.get(new URL((await rig.link.address()) ?? '').pathname)
  expect([answer.status, answer.headers.location]).toEqual([303, '/setup'])
  return browser
}

const tables = [
  'group',
  'agency',
  'person',
  'seat',
  'space',
  'space_access',
  'event',
  'session',
] as const
async function counts(rig: Rig) {
  const found = await Promise.all(
    tables.map((table) => rig.rows.selectFrom(table).selectAll().execute()),
  )
  return Object.fromEntries(tables.map((table, index) => [table, found[index]?.length]))
}

test('one answer makes the group, its agencies, the chair, the Workspace and oneself, signed in', async () => {
  const rig = await startRig()
  const browser = await opened(rig)
  expect((await browser.get('/api/setup')).body).toEqual({ isOpen: true })
  const answer = await browser.post('/api/setup', firstRun, {
    headers: { 'accept-language': 'fr-CH, en' },
  })
  expect(answer.body).toEqual({
    groupId: someText,
    personId: someText,
    next: '/',
  })
  const session = (await browser.get('/api/session')).body
  expect(session).toMatchObject({
    installation: { isSetUp: true },
    person: {
      name: 'Focal Person',
      email: 'Focal@example.org',
      isConfirmed: true,
      isAdministrator: true,
      language: 'fr',
      hasPassword: false,
    },
    groups: [
      {
        id: answer.body.groupId,
        acronym: 'WG',
        isOffice: true,
        isMember: true,
        seats: [{ role: 'secretariat', agency: { acronym: 'UN/DESA' } }],
      },
    ],
  })
  const space = await rig.rows.selectFrom('space').selectAll().executeTakeFirstOrThrow()
  expect(space).toMatchObject({ kind: 'workspace', name: 'WG Workspace' })
  const access = await rig.rows.selectFrom('space_access').select(['role', 'space_id']).execute()
  expect(access).toEqual(firstRun.agencies.map(() => ({ role: 'takesPart', space_id: space.id })))
  expect(await rig.rows.selectFrom('category').select('name').execute()).toEqual([
    { name: 'General' },
  ])
  expect(
    await rig.rows.selectFrom('chairmanship').select(['state', 'from_date']).execute(),
  ).toEqual([{ state: 'inOffice', from_date: '2020-01-01' }])
  const kinds = await rig.rows.selectFrom('event').select('kind').orderBy('seq').execute()
  expect(new Set(kinds.map((row) => row.kind))).toEqual(
    new Set([
      'group.created',
      'agency.added',
      'person.joined',
      'seat.filled',
      'administrator.marked',
      'space.created',
      'access.granted',
      'space.appeared',
    ]),
  )
})

test('the link works once, and not at all without its secret or once there is a group', async () => {
  const rig = await startRig()
  const stranger = rig.browser()
  expect((await stranger.get('/api/setup')).body).toEqual({ isOpen: false })
  expect((await stranger.post('/api/setup', firstRun)).body.code).toBe('link_unknown')
  const [one, other] = [await opened(rig), await opened(rig)]
  const answers = await Promise.all([
    one.post('/api/setup', firstRun),
    other.post('/api/setup', firstRun),
  ])
  expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409])
  expect(await rig.link.address()).toBeNull()
  expect((await other.get('/api/setup')).body).toEqual({ isOpen: false })
  expect(await counts(rig)).toMatchObject({ group: 1, person: 1, session: 1 })
})

test('what does not fit together is named by its field, and nothing is half-made', async () => {
  const rig = await startRig()
  const browser = await opened(rig)
  const answer = await browser.post('/api/setup', {
    ...firstRun,
    agencies: [...firstRun.agencies, { acronym: 'who', name: 'Again', domains: ['nodot'] }],
    chair: { acronym: 'ILO', from: '2025-01-01', until: '2024-01-01' },
    self: { ...firstRun.self, agency: 'IOM', seat: 'guest', password: 'password1234' },
  })
  expect(answer.status).toBe(422)
  expect(answer.body.fields?.map((field) => field.path)).toEqual([
    'agencies.3.acronym',
    'agencies.3.domains.0',
    'chair.acronym',
    'chair.until',
    'self.agency',
    'self.seat',
    'self.password',
  ])
  const untyped = await browser.post('/api/setup', {
    ...firstRun,
    group: { ...firstRun.group, timeZone: 'Mars/North' },
  })
  expect(untyped.body.fields).toEqual([{ path: 'group.timeZone', message: textWith('time zone') }])
  expect(Object.values(await counts(rig))).toEqual(tables.map(() => 0))
  expect((await browser.post('/api/setup', { ...firstRun, chair: null })).status).toBe(200)
})

test('the password is stored as a hash alone, and signs in again', async () => {
  const rig = await startRig()
  const browser = await opened(rig)
  const password = 'several quiet harbours'
  await browser.post('/api/setup', { ...firstRun, self: { ...firstRun.self, password } })
  const person = await rig.rows.selectFrom('person').selectAll().executeTakeFirstOrThrow()
  expect(person.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const stored = await rig.rows.selectFrom('idempotency').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(password)
  const again = await rig
    .browser()
    .post('/api/sign-in/password', { email: 'focal@example.org', password })
  expect(again.status).toBe(200)
})

test('500 agencies are set up in one go, each with colours of its own', async () => {
  const rig = await startRig()
  const browser = await opened(rig)
  const agencies = Array.from({ length: 500 }, (_, index) => ({
    acronym: `AG${index}`,
    name: `Agency ${index}`,
  }))
  const self = { ...firstRun.self, agency: 'AG7' }
  expect(
    (await browser.post('/api/setup', { ...firstRun, agencies, chair: null, self })).status,
  ).toBe(200)
  const rows = await rig.rows.selectFrom('agency').select('colour_light').execute()
  expect(new Set(rows.map((row) => row.colour_light)).size).toBeGreaterThan(200)
})
