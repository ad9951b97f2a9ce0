import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { allEndpoints } from '#shared/contracts/api.ts'
import { databaseFile } from '#server/backup/data-folder.ts'
import { loadDraft, StoredDraftLog } from '#server/features/drafts/draft-log.ts'
import { openOrphans } from '#server/features/drafts/orphans-store.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { newId } from '#shared/ids.ts'
import {
  type Client,
  cookiesOf,
  type Installation,
  startInstallation,
} from '#tests/support/installation.ts'
import { Client as Caller } from '#tests/support/installation.ts'

/**
 * Every endpoint as every role, over HTTP, against a table written by hand from the rights of the
 * domain. `y`: allowed (whatever the answer says beside that); `-` forbidden; `.` not to be known;
 * `s` sign in first; `u` only with a proven address. What is asked of an object is asked of one in
 * the space "Tides", which Alpha (chair) and Beta have joined, the observer reads, Gamma does not
 * know of, and of whose note alone the guest was granted reading.
 */
const roles = [
  'nobody',
  'guest',
  'observer',
  'outsider',
  'focalPoint',
  'principal',
  'chair',
  'secretariat',
  'administrator',
  'unconfirmed',
] as const
type Role = (typeof roles)[number]

const anyone = 'y y y y y y y y y y'
const signedIn = 's y y y y y y y y y'
const reading = 's . y . y y y y . y'
const posting = 's . - . y y y y . y'
const own = 's . - . - - y y . -' // another's, by the office alone
const office = 's . - . - - y y . -'
const inGroup = 's y y y y y y y y y'
const never404 = 's - - - - - y y - -'

const table: Record<string, string> = {
  'identity.session': anyone,
  'identity.signInWithPassword': anyone,
  'identity.requestLink': anyone,
  'identity.openedLink': anyone,
  'identity.useLink': anyone,
  'identity.signOut': signedIn,
  'identity.updateAccount': signedIn,
  'identity.setPassword': signedIn,
  'identity.requestConfirmation': signedIn,
  'identity.sessions': signedIn,
  'identity.endSession': signedIn,
  'identity.tokens': signedIn,
  'identity.createToken': 's y y y y y y y y u',
  'identity.revokeToken': signedIn,
  'identity.confirmPerson': 's - - - - y y y - -', // of Beta: its principal and the office
  'setup.state': anyone,
  'setup.run': anyone,
  'groups.members': 's - - y y y y y y -',
  'groups.endSeat': 's - - - - y y y - -', // a seat of Beta's
  'groups.markSeatKeeper': 's - - - - y y y - -',
  'spaces.list': inGroup,
  'spaces.create': never404,
  'spaces.show': reading,
  'spaces.update': office,
  'spaces.people': reading,
  'spaces.withdrawAccess': office,
  'spaces.createCategory': office,
  'spaces.updateCategory': office,
  'spaces.removeCategory': office,
  'invitations.list': 's . - . y y y y . u',
  'invitations.candidates': 's . - . y y y y . u',
  'invitations.readList': 's . - . y y y y . u',
  'invitations.send': 's . - . y y y y . u',
  'invitations.resend': 's . . . . . y y . .',
  'invitations.revoke': 's . . . . . y y . .',
  'invitations.decide': 's . . . . . y y . .',
  'invitations.opened': anyone,
  'invitations.join': anyone,
  'invitations.decline': anyone,
  'forum.topics': reading,
  'forum.startTopic': posting,
  'forum.topic': reading,
  'forum.updateTopic': own,
  'forum.reply': posting,
  'forum.editPost': own,
  'forum.withdrawPost': own,
  'forum.postHistory': reading,
  'forum.markRead': reading,
  'forum.markSpaceRead': reading,
  'forum.mentionable': posting,
  'forum.keptDrafts': signedIn,
  'forum.keepDraft': signedIn,
  'files.upload': posting,
  'files.download': reading,
  'files.picture': reading,
  'drafts.list': reading,
  'drafts.create': posting,
  'drafts.show': 's y y . y y y y . y', // the note that the guest was granted
  'drafts.text': 's y y . y y y y . y',
  'drafts.authorship': 's y y . y y y y . y',
  'drafts.export': 's y y . y y y y . y',
  'drafts.rename': 's - - . - - y y . -',
  'drafts.nameDrafters': 's - - . - - y y . -',
  'drafts.withdraw': 's - - . - - y y . -',
  'drafts.versions': 's y y . y y y y . y',
  'drafts.nameVersion': 's - - . y y y y . y',
  'drafts.version': 's y y . y y y y . y',
  'drafts.versionText': 's y y . y y y y . y',
  'drafts.nameKeptVersion': 's - - . y y y y . y',
  'drafts.compare': 's y y . y y y y . y',
  'drafts.restoreVersion': 's - - . y y y y . y',
  'drafts.orphans': 's - - . y y y y . y',
  'drafts.insertOrphan': 's - - . y y y y . y',
  'drafts.dismissOrphan': 's - - . y y y y . y',
  'drafts.discuss': 's - - . y y y y . y',
  'attention.home': inGroup,
  'attention.visit': inGroup,
  'attention.notifications': inGroup,
  'attention.markNotificationsRead': inGroup,
  'attention.events': inGroup,
  'attention.activity': reading,
  'attention.find': inGroup,
  'administration.overview': 's . . . . . . . y .',
  'administration.outbox': 's . . . . . . . y .',
  'administration.people': 's . . . . . . . y .',
}

/** One grey pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

interface World {
  hc: Installation
  clients: Record<Role, Client>
  groupId: string
  spaceId: string
  draftId: string
  versionId: string
  betaPersonId: string
}

async function administrator(hc: Installation): Promise<void> {
  const { config } = hc.plenary.services
  const sqlite = openConnection(databaseFile(config.dataDir), 'writer')
  sqlite
    .prepare(
      `insert into person (id, name, email, email_key, is_confirmed, is_administrator, language, time_zone, mail_frequency, created_at)
       values (?, 'Administrator', 'admin@council.example', 'admin@council.example', 1, 1, 'en', 'UTC', 'none', 0)`,
    )
    .run(newId())
  sqlite.close()
}

/** Joins by a link that was copied from the screen: such an address is not proven (H10). */
async function unconfirmed(
  hc: Installation,
  secretariat: Client,
  spaceId: string,
  agencyId: string,
): Promise<Client> {
  const sent = await secretariat.post(`/api/spaces/${spaceId}/invitations`, {
    recipients: [{ agencyId, isForAgency: true }],
    role: 'takesPart',
  })
  const { link } = sent.body.invitations[0]
  const opened = await hc.nobody.get(new URL(link).pathname)
  const guest = new Caller(hc.url, { cookie: cookiesOf(opened), origin: hc.url })
  const joined = await guest.post('/api/invitation/join', {
    person: { name: 'Somebody new', email: 'new@echo.example', language: 'en' },
    seatRole: 'focalPoint',
  })
  expect(joined.status).toBe(200)
  return new Caller(hc.url, { cookie: cookiesOf(joined), origin: hc.url })
}

async function world(): Promise<World> {
  const { smallTerm } = await import('#tests/support/small-term.ts')
  const echo = { id: 'echo', acronym: 'ECHO', name: 'Echo Entity', kind: 'entity' }
  const hc = await startInstallation({
    term: { ...smallTerm, agencies: [...smallTerm.agencies, echo] },
  })
  await administrator(hc)
  const spaceId = await hc.idOf('space', 'tides')
  const secretariat = await hc.signedIn('secretariat')
  const { db } = hc.plenary.services.storage
  const group = await db.selectFrom('group').select('id').executeTakeFirstOrThrow()
  const agency = await db
    .selectFrom('agency')
    .select('id')
    .where('acronym', '=', 'ECHO')
    .executeTakeFirstOrThrow()
  const draft = await db
    .selectFrom('draft')
    .select('id')
    .where('space_id', '=', spaceId)
    .executeTakeFirstOrThrow()
  const version = await db
    .selectFrom('draft_version')
    .select('id')
    .where('draft_id', '=', draft.id)
    .executeTakeFirstOrThrow()
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', 'fp.beta@council.example')
    .executeTakeFirstOrThrow()
  return {
    hc,
    groupId: group.id,
    spaceId,
    draftId: draft.id,
    versionId: version.id,
    betaPersonId: person.id,
    clients: {
      nobody: new Caller(hc.url, { origin: hc.url }),
      guest: await hc.signedIn('guest'),
      observer: await hc.signedIn('observer'),
      outsider: await hc.signedIn('fp.gamma'),
      focalPoint: await hc.signedIn('fp.beta'),
      principal: await hc.signedIn('principal.beta'),
      chair: await hc.signedIn('principal.alpha'),
      secretariat,
      administrator: await hc.signedIn('admin'),
      unconfirmed: await unconfirmed(hc, secretariat, spaceId, agency.id),
    },
  }
}

/** What an endpoint is asked: a fresh object for each question, since an allowed one may consume it. */
function requestsOf(w: World) {
  const { secretariat } = w.clients
  const { db } = w.hc.plenary.services.storage
  const space = `/api/spaces/${w.spaceId}`
  const group = `/api/groups/${w.groupId}`
  const draft = `/api/drafts/${w.draftId}`
  const topic = async () =>
    (await secretariat.post(`${space}/topics`, { title: 'A topic', markdown: 'Words' })).body as {
      id: string
      postId: string
    }
  let orphans = 0
  // As a compaction would find it.
  const orphan = async () => {
    const { storage } = w.hc.plenary.services
    const stored = await loadDraft(db, w.draftId)
    const parts = stored?.rows.map((row) => row.update) ?? []
    const snapshot = Y.mergeUpdates(stored?.snapshot ? [stored.snapshot, ...parts] : parts)
    const place = { client: 1, clock: orphans++, left: null, right: null }
    await new StoredDraftLog(storage).compact(w.draftId, {
      epoch: stored?.epoch ?? '',
      snapshot,
      seqs: [],
      orphans: [{ ...place, text: 'Words', near: '' }],
    })
    const rows = await openOrphans(db, w.draftId)
    return rows.at(-1)?.id ?? ''
  }
  const category = async () =>
    (await secretariat.post(`${space}/categories`, { name: 'One more' })).body.id as string
  const invitation = async () =>
    (
      await secretariat.post(`${space}/invitations`, {
        recipients: [
          { agencyId: null, email: `${newId()}@elsewhere.example`, name: 'X', isForAgency: false },
        ],
        role: 'reads',
      })
    ).body.invitations[0].id as string
  const seat = async () => {
    const row = await db
      .selectFrom('seat')
      .innerJoin('agency', 'agency.id', 'seat.agency_id')
      .select(['seat.group_id', 'seat.agency_id'])
      .where('agency.acronym', '=', 'BETA')
      .executeTakeFirstOrThrow()
    const id = newId()
    const sqlite = openConnection(databaseFile(w.hc.plenary.services.config.dataDir), 'writer')
    sqlite
      .prepare(
        "insert into seat (id, group_id, agency_id, role, title) values (?, ?, ?, 'alternate', 'Alternate')",
      )
      .run(id, row.group_id, row.agency_id)
    sqlite.close()
    return id
  }
  const file = async () => {
    const form = new FormData()
    form.append('file', new Blob([picture], { type: 'image/png' }), 'picture.png')
    const response = await fetch(`${w.hc.url}${space}/files`, {
      method: 'POST',
      headers: secretariat.headers,
      body: form,
    })
    const { id } = (await response.json()) as { id: string }
    await secretariat.post(`${space}/topics`, {
      title: 'With a file',
      markdown: 'Words',
      fileIds: [id],
    })
    return id
  }
  const access = async () => {
    const id = newId()
    const sqlite = openConnection(databaseFile(w.hc.plenary.services.config.dataDir), 'writer')
    sqlite
      .prepare(
        "insert into space_access (id, group_id, space_id, person_id, role, since) values (?, ?, ?, ?, 'reads', 0)",
      )
      .run(id, w.groupId, w.spaceId, w.betaPersonId)
    sqlite.close()
    return id
  }
  const asked: Record<string, () => Promise<[string, unknown?]> | [string, unknown?]> = {
    'identity.session': () => ['/api/session'],
    'identity.signInWithPassword': () => [
      '/api/sign-in/password',
      { email: 'x@y.example', password: 'no' },
    ],
    'identity.requestLink': () => ['/api/sign-in/link-request', { email: `${newId()}@y.example` }],
    'identity.openedLink': () => ['/api/sign-in/link'],
    'identity.useLink': () => ['/api/sign-in/link', {}],
    'identity.signOut': () => ['/api/sign-out', {}],
    'identity.updateAccount': () => ['/api/account', { keyboardShortcuts: true }],
    'identity.setPassword': () => ['/api/account/password', { next: 'short' }],
    'identity.requestConfirmation': () => ['/api/account/confirmation-request', {}],
    'identity.sessions': () => ['/api/account/sessions'],
    'identity.endSession': () => ['/api/account/sessions/unknown'],
    'identity.tokens': () => ['/api/account/tokens'],
    'identity.createToken': () => ['/api/account/tokens', { name: 'T', scopes: ['read'] }],
    'identity.revokeToken': () => [`/api/account/tokens/${newId()}`],
    'identity.confirmPerson': () => [`/api/persons/${w.betaPersonId}/confirmation`, {}],
    'setup.state': () => ['/api/setup'],
    'setup.run': () => ['/api/setup', {}],
    'groups.members': () => [`${group}/members`],
    'groups.endSeat': async () => [`/api/seats/${await seat()}`],
    'groups.markSeatKeeper': async () => [`/api/seats/${await seat()}`, { isSeatKeeper: true }],
    'spaces.list': () => [`${group}/spaces`],
    'spaces.create': () => [`${group}/spaces`, { name: 'New' }],
    'spaces.show': () => [space],
    'spaces.update': () => [space, { purpose: newId() }],
    'spaces.people': () => [`${space}/people`],
    'spaces.withdrawAccess': async () => [`/api/access/${await access()}`],
    'spaces.createCategory': () => [`${space}/categories`, { name: 'One' }],
    'spaces.updateCategory': async () => [`/api/categories/${await category()}`, { name: 'Two' }],
    'spaces.removeCategory': async () => [`/api/categories/${await category()}`],
    'invitations.list': () => [`${space}/invitations`],
    'invitations.candidates': () => [`${space}/invitation-candidates`],
    'invitations.readList': () => [`${space}/invitation-list`, { text: 'a@b.example' }],
    'invitations.send': () => [
      `${space}/invitations`,
      {
        recipients: [
          { agencyId: null, email: `${newId()}@z.example`, name: 'Z', isForAgency: false },
        ],
        role: 'reads',
      },
    ],
    'invitations.resend': async () => [`/api/invitations/${await invitation()}/resend`, {}],
    'invitations.revoke': async () => [`/api/invitations/${await invitation()}/revoke`, {}],
    'invitations.decide': async () => [
      `/api/invitations/${await invitation()}/decision`,
      { accept: false },
    ],
    'invitations.opened': () => ['/api/invitation'],
    'invitations.join': () => ['/api/invitation/join', {}],
    'invitations.decline': () => ['/api/invitation/decline', {}],
    'forum.topics': () => [`${space}/topics`],
    'forum.startTopic': () => [`${space}/topics`, { title: 'T', markdown: 'Words' }],
    'forum.topic': async () => [`/api/topics/${(await topic()).id}`],
    'forum.updateTopic': async () => [`/api/topics/${(await topic()).id}`, { state: 'closed' }],
    'forum.reply': async () => [`/api/topics/${(await topic()).id}/posts`, { markdown: 'Words' }],
    'forum.editPost': async () => [
      `/api/posts/${(await topic()).postId}`,
      { markdown: 'Other', revision: 0, reason: 'r' },
    ],
    'forum.withdrawPost': async () => [
      `/api/posts/${(await topic()).postId}/withdraw`,
      { reason: 'r' },
    ],
    'forum.postHistory': async () => [`/api/posts/${(await topic()).postId}/history`],
    'forum.markRead': async () => [`/api/topics/${(await topic()).id}/read`, { ranges: [[1, 1]] }],
    'forum.markSpaceRead': () => [`${space}/read`, {}],
    'forum.mentionable': () => [`${space}/mentionable?q=a`],
    'forum.keptDrafts': () => ['/api/post-drafts'],
    'forum.keepDraft': () => [`/api/post-drafts/space:${w.spaceId}`, { markdown: '' }],
    'files.download': async () => [`/api/files/${await file()}`],
    'files.picture': async () => [`/api/files/${await file()}/picture`],
    'drafts.list': () => [`${space}/drafts`],
    'drafts.create': () => [`${space}/drafts`, { kind: 'note', title: 'A note' }],
    'drafts.show': () => [draft],
    'drafts.text': () => [`${draft}/text`],
    'drafts.authorship': () => [`${draft}/authorship`],
    'drafts.export': () => [`${draft}/export`],
    'drafts.rename': () => [draft, { title: 'Renamed' }],
    'drafts.nameDrafters': () => [`${draft}/drafters`, { rule: 'space' }],
    'drafts.withdraw': async () => {
      const { id } = (
        await secretariat.post(`${space}/drafts`, { kind: 'note', title: 'To withdraw' })
      ).body
      const granted = w.draftId
      // The guest knows of the granted note only; the act itself is tried on a fresh one.
      return [`/api/drafts/${withdrawGranted ? granted : id}/withdraw`, { reason: 'r' }]
    },
    'drafts.versions': () => [`${draft}/versions`],
    'drafts.nameVersion': () => [`${draft}/versions`, { label: 'V' }],
    'drafts.version': () => [`${draft}/versions/${w.versionId}`],
    'drafts.versionText': () => [`${draft}/versions/${w.versionId}/text`],
    'drafts.nameKeptVersion': () => [`${draft}/versions/${w.versionId}`, { label: 'V' }],
    'drafts.compare': () => [`${draft}/compare?from=${w.versionId}`],
    'drafts.restoreVersion': () => [`${draft}/versions/${w.versionId}/restore`, {}],
    'drafts.orphans': () => [`${draft}/orphans`],
    'drafts.insertOrphan': async () => [`${draft}/orphans/${await orphan()}/insert`, {}],
    'drafts.dismissOrphan': async () => [`${draft}/orphans/${await orphan()}/dismiss`, {}],
    'drafts.discuss': () => [
      `${draft}/discuss`,
      { quote: 'tables', title: 'T', markdown: 'Words' },
    ],
    'attention.home': () => [`${group}/home`],
    'attention.visit': () => [`${group}/visit`, {}],
    'attention.notifications': () => [`${group}/notifications`],
    'attention.markNotificationsRead': () => [`${group}/notifications/read`, {}],
    'attention.events': () => [`${group}/events?after=x`],
    'attention.activity': () => [`${space}/activity`],
    'attention.find': () => [`${group}/find?q=t`],
    'administration.overview': () => ['/api/administration'],
    'administration.outbox': () => ['/api/administration/outbox'],
    'administration.people': () => ['/api/administration/people'],
  }
  return asked
}

let withdrawGranted = false

const refusals: Record<string, string> = {
  not_found: '.',
  forbidden: '-',
  unconfirmed: 'u',
  not_signed_in: 's',
}

async function upload(w: World, client: Client) {
  const form = new FormData()
  form.append('file', new Blob(['x']), 'x.txt')
  const response = await fetch(`${w.hc.url}/api/spaces/${w.spaceId}/files`, {
    method: 'POST',
    headers: client.headers,
    body: form,
  })
  return { status: response.status, body: await response.json() }
}

it('has a row for every endpoint, and no other', () => {
  expect(Object.keys(table).sort()).toEqual(
    allEndpoints()
      .map((endpoint) => endpoint.name)
      .sort(),
  )
})

it('answers every endpoint to every role as the table says', { timeout: 120_000 }, async () => {
  const w = await world()
  const asked = requestsOf(w)
  const seen: Record<string, string> = {}
  // Signing out comes last: it ends the session that the other questions need.
  const isLast = (endpoint: { name: string }) => Number(endpoint.name === 'identity.signOut')
  for (const endpoint of allEndpoints().toSorted((a, b) => isLast(a) - isLast(b))) {
    const letters: string[] = []
    for (const role of roles) {
      const client = w.clients[role]
      withdrawGranted = role === 'guest'
      const [path, body] = (await asked[endpoint.name]?.()) ?? ['']
      const answer =
        endpoint.name === 'files.upload'
          ? await upload(w, client)
          : await client.request(endpoint.method, path, body)
      const isOpen = 'who' in endpoint.permission && endpoint.permission.who !== 'administrator'
      const ownAffair =
        isOpen && answer.body?.code !== 'not_signed_in' && answer.body?.code !== 'unconfirmed'
      letters.push(
        ownAffair
          ? 'y'
          : (refusals[answer.body?.code as string] ??
              (answer.status < 500 ? 'y' : String(answer.status))),
      )
    }
    seen[endpoint.name] = letters.join(' ')
  }
  expect(seen).toEqual(table)
})
