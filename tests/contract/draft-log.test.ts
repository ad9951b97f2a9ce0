import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeDeletions } from '#server/collab/admission/deletion-index.ts'
import type { AppendRow } from '#server/collab/ports.ts'
import { DraftAuthorship } from '#server/features/drafts/authorship.ts'
import { draftCommands } from '#server/features/drafts/drafts-service.ts'
import { loadDraft, StoredDraftLog } from '#server/features/drafts/draft-log.ts'
import { openOrphans } from '#server/features/drafts/orphans-store.ts'
import { importTerm } from '#server/features/import/index.ts'
import type { Storage } from '#server/storage/storage.ts'
import { updateToDraft } from '#shared/editor/seed-draft.ts'
import { plainText } from '#shared/editor/draft-node.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { storages } from '#tests/support/storages.ts'

interface Author {
  doc: Y.Doc
  personId: string
  /** Types a paragraph and gives the row that stores it. */
  types(words: string): AppendRow
}

interface Opened {
  storage: Storage
  draftId: string
  log: StoredDraftLog
  discard: () => Promise<void>
}

async function open(start: (typeof storages)[number][1]): Promise<Opened> {
  const { storage, discard } = await start()
  await importTerm(storage, JSON.stringify(smallTerm), Date.now())
  const draft = await storage.db
    .selectFrom('draft')
    .select('id')
    .where('title', '=', 'Note on tide tables')
    .executeTakeFirstOrThrow()
  const log = new StoredDraftLog(storage)
  return { storage, draftId: draft.id, log, discard }
}

async function author(storage: Storage, draftId: string, login: string): Promise<Author> {
  const person = await storage.db
    .selectFrom('person')
    .select('id')
    .where('email', '=', `${login}@council.example`)
    .executeTakeFirstOrThrow()
  const stored = await loadDraft(storage.db, draftId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const row of stored?.rows ?? []) Y.applyUpdate(doc, row.update)
  return { doc, personId: person.id, types: (words) => rowOf(doc, draftId, person.id, words) }
}

function rowOf(doc: Y.Doc, draftId: string, personId: string, words: string): AppendRow {
  const from = Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0
  const before = Y.encodeStateVector(doc)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('default').push([paragraph])
  const to = Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0
  return {
    draftId,
    epoch: '1',
    actor: { caller: { personId, scopes: null } },
    personId,
    bytes: Y.encodeStateAsUpdate(doc, before),
    structs: [{ client: doc.clientID, from, to }],
    deletions: [],
    needs: [],
  }
}

async function storedText(storage: Storage, draftId: string): Promise<string> {
  const stored = await loadDraft(storage.db, draftId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const row of stored?.rows ?? []) Y.applyUpdate(doc, row.update)
  return plainText(updateToDraft(Y.encodeStateAsUpdate(doc)).doc)
}

async function agencyOf(storage: Storage, acronym: string): Promise<string> {
  const row = await storage.db
    .selectFrom('agency')
    .select('id')
    .where('acronym', '=', acronym)
    .executeTakeFirstOrThrow()
  return row.id
}

async function compact({ storage, draftId, log }: Opened): Promise<void> {
  const stored = await loadDraft(storage.db, draftId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const row of stored?.rows ?? []) Y.applyUpdate(doc, row.update)
  const seqs = stored?.rows.map((row) => row.seq) ?? []
  const snapshot = Y.encodeStateAsUpdate(doc)
  await log.compact(draftId, { epoch: '1', snapshot, seqs, orphans: [] })
}

async function leftUnfolded(storage: Storage): Promise<number> {
  return (await storage.db.selectFrom('draft_author').select('seq').execute()).length
}

// One database a kind: starting PostgreSQL takes longer than all that is asked of it.
describe.each(storages)('the log of drafts on %s', (_kind, start) => {
  let opened: Opened
  beforeAll(async () => {
    opened = await open(start)
  }, 60_000)
  afterAll(() => opened.discard())

  it('stores what a drafter types, in order, and binds the client id to the person', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const results = await log.append([beta.types('One.'), beta.types('Two.')])
    const [first, second] = results
    expect(first?.ok && second?.ok && second.seq - first.seq).toBe(1)
    expect(await storedText(storage, draftId)).toMatch(/revised once a year.*One\..*Two\./s)
    const stored = await loadDraft(storage.db, draftId)
    expect(stored?.clients.find((one) => one.clientId === beta.doc.clientID)?.personId).toBe(
      beta.personId,
    )
  })

  it('H1: refuses another’s client id, and H7: what hangs on a row that was refused', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const alpha = await author(storage, draftId, 'fp.alpha')
    await log.append([beta.types('Mine.')])
    const forged = {
      ...beta.types('Forged.'),
      personId: alpha.personId,
      actor: { caller: { personId: alpha.personId, scopes: null } },
    }
    const after = beta.types('After a gap.')
    const results = await log.append([forged, after, alpha.types('Alpha’s own.')])
    expect(results.map((result) => (result.ok ? 'stored' : result.code))).toEqual([
      'identity',
      'gap',
      'stored',
    ])
    expect(await storedText(storage, draftId)).not.toMatch(/Forged|gap/)
  })

  it('compacts to one snapshot that reads the same, and goes on from there', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    await log.append([beta.types('One.'), beta.types('Two.')])
    const before = await storedText(storage, draftId)
    const stored = await loadDraft(storage.db, draftId)
    const seqs = stored?.rows.map((row) => row.seq) ?? []
    await log.compact(draftId, {
      epoch: '1',
      snapshot: Y.encodeStateAsUpdate(beta.doc),
      seqs,
      orphans: [],
    })
    const compacted = await loadDraft(storage.db, draftId)
    expect(compacted?.rows).toEqual([])
    expect(await storedText(storage, draftId)).toBe(before)
    const [next] = await log.append([beta.types('Three.')])
    expect(next?.ok && next.seq > Math.max(...seqs)).toBe(true)
    expect(await storedText(storage, draftId)).toContain('Three.')
  })

  it('H6: keeps orphans once, with who wrote them', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    await log.append([beta.types('Soon replaced.')])
    const orphan = {
      client: beta.doc.clientID,
      clock: 1,
      text: 'Soon',
      near: '',
      left: { client: 1, clock: 2 },
      right: null,
    }
    for (let twice = 0; twice < 2; twice++) {
      const stored = await loadDraft(storage.db, draftId)
      const seqs = stored?.rows.map((row) => row.seq) ?? []
      const snapshot = Y.encodeStateAsUpdate(beta.doc)
      await log.compact(draftId, { epoch: '1', snapshot, seqs, orphans: [orphan] })
    }
    const kept = await openOrphans(storage.db, draftId)
    expect(kept).toMatchObject([{ text: 'Soon', person_id: beta.personId, left_clock: 2 }])
  })

  it('H2: sets bad rows aside with their bytes, and lets nobody continue their client ids', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const bad = beta.types('Bad.')
    const hanging = beta.types('Hanging on it.')
    const results = await log.append([bad, hanging])
    const seqs = results.map((result) => (result.ok ? result.seq : 0))
    const before = await storedText(storage, draftId)
    const rows = [bad, hanging].map((row, at) => {
      return { seq: seqs[at] ?? 0, structs: row.structs, deletions: row.deletions }
    })
    await log.quarantine(draftId, { epoch: '1', failure: 'cannot be read', rows })
    expect(before).toMatch(/Bad.*Hanging/s)
    expect(await storedText(storage, draftId)).not.toMatch(/Bad|Hanging/)
    const apart = await storage.db
      .selectFrom('draft_quarantine')
      .select(['seq', 'bytes', 'failure', 'person_id'])
      .where('draft_id', '=', draftId)
      .orderBy('seq')
      .execute()
    expect(apart.map((row) => [row.seq, row.failure, row.person_id])).toEqual(
      seqs.map((seq) => [seq, 'cannot be read', beta.personId]),
    )
    expect(apart.map((row) => Buffer.from(row.bytes).toString('hex'))).toEqual(
      [bad, hanging].map((row) => Buffer.from(row.bytes).toString('hex')),
    )
    const stored = await loadDraft(storage.db, draftId)
    expect(stored?.clients.find((one) => one.clientId === beta.doc.clientID)).toEqual({
      clientId: beta.doc.clientID,
      personId: null,
      nextClock: bad.structs[0]?.from,
    })
    expect(await log.append([bad])).toEqual([{ ok: false, code: 'identity' }])
  })

  it('H1: keeps a client id for who announced it first', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const alpha = await author(storage, draftId, 'fp.alpha')
    expect(await log.reserveClients(draftId, beta.personId, [7])).toEqual({ foreign: [] })
    expect(await log.reserveClients(draftId, alpha.personId, [7, 8])).toEqual({ foreign: [7] })
  })

  it('names who wrote what, for which agency, the same before and after compaction', async () => {
    const { storage, draftId, log } = opened
    const authorship = new DraftAuthorship(storage)
    const [beta, alpha] = [
      await author(storage, draftId, 'fp.beta'),
      await author(storage, draftId, 'fp.alpha'),
    ]
    const own = [beta.types('Beta’s.'), alpha.types('Alpha’s.')]
    // A server's change: its words are Alpha's and nobody's, whoever made it.
    const put = beta.types('Put back.')
    const [{ client, from }] = put.structs as [AppendRow['structs'][number]]
    const alphas = { personId: alpha.personId, agencyId: await agencyOf(storage, 'ALPHA') }
    const nobody = { personId: null, agencyId: null }
    const credits = [
      { client, clock: from, ...alphas },
      { client, clock: from + 5, ...nobody },
    ]
    await log.append([...own, { ...put, credits }])
    const told = async () => {
      const { authors } = await authorship.read(draftId)
      const at = ({ structs: [range] }: AppendRow) =>
        authors.at(range?.client ?? 0, (range?.to ?? 0) - 1)
      return [...own.map(at), authors.at(client, from), authors.at(client, from + 5)]
    }
    const betas = { personId: beta.personId, agencyId: await agencyOf(storage, 'BETA') }
    expect(await told()).toEqual([betas, alphas, alphas, null])
    await compact(opened)
    expect(await told()).toEqual([betas, alphas, alphas, null])
    expect(await leftUnfolded(storage)).toBe(0)
  })

  it('H21: stores the deletion of a much edited text, 10,000 ranges at once, and who made it', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const deletions = Array.from({ length: 10_000 }, (_, at) => ({
      client: 99,
      clock: at * 3,
      len: 2,
    }))
    const bytes = Uint8Array.from([0, ...encodeDeletions(deletions)])
    const row = { ...beta.types('x'), bytes, structs: [], deletions, needs: [] }
    expect(await log.append([row])).toEqual([{ ok: true, seq: expect.any(Number) }])
    const credited = (await new DraftAuthorship(storage).read(draftId)).deletions()
    const betas = credited.filter(({ author: by }) => by.personId === beta.personId)
    expect(betas.filter(({ client }) => client === 99)).toHaveLength(10_000)
  })

  it('H8: refuses who may not write, and everybody once the draft is withdrawn', async () => {
    const { storage, draftId, log } = opened
    const beta = await author(storage, draftId, 'fp.beta')
    const observer = await author(storage, draftId, 'observer')
    const secretariat = await author(storage, draftId, 'secretariat')
    expect(await log.append([observer.types('Not mine.')])).toEqual([{ ok: false, code: 'denied' }])
    const caller = { personId: secretariat.personId, scopes: null }
    await storage.exec(draftCommands.withdrawDraft, { caller, draftId, reason: '' })
    expect(await log.append([beta.types('Late.')])).toEqual([{ ok: false, code: 'frozen' }])
  })
})
