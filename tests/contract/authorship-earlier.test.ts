import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { DraftAuthorship, StoredDraftLog } from '#server/features/drafts/index.ts'
import { importTerm } from '#server/features/import/index.ts'
import { openInstallation } from '#server/installation/installation.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { smallTerm } from '#tests/support/small-term.ts'
import { temporaryStorage } from '#tests/support/temporary-storage.ts'
import { rowIdOf } from '#tests/support/term-rows.ts'

test('what an earlier program credited is read, and folded away at the next compaction', async () => {
  const storage = await temporaryStorage()
  await openInstallation(storage)
  await importTerm(storage, JSON.stringify(smallTerm), Date.now())
  const draftId = await rowIdOf(storage.db, 'draft', 'doc-note')
  const file = openConnection(storage.file, 'writer')
  file
    .prepare(
      'insert into draft_client (draft_id, client_id, person_id, next_clock, epoch) values (?, 7, ?, 20, 1)',
    )
    .run(draftId, 'ann')
  file
    .prepare(
      'insert into draft_deletion (draft_id, client_id, clock, length, person_id, at) values (?, 7, 3, 2, ?, ?)',
    )
    .run(draftId, 'ben', 19 * 86_400_000)
  file.close()

  const authorship = new DraftAuthorship(storage)
  const told = async () => {
    const credits = await authorship.read(draftId)
    return { author: credits.authors.at(7, 19), deletions: credits.deletions() }
  }
  const expected = {
    author: { personId: 'ann', agencyId: null },
    deletions: [
      { client: 7, clock: 3, length: 2, author: { personId: 'ben', agencyId: null }, day: 19 },
    ],
  }
  expect(await told()).toEqual(expected)
  const snapshot = Y.encodeStateAsUpdate(new Y.Doc())
  const log = new StoredDraftLog(storage)
  await log.compact(draftId, { epoch: '1', snapshot, seqs: [1], orphans: [] })
  expect(await told()).toEqual(expected)
  expect(await storage.db.selectFrom('draft_deletion').selectAll().execute()).toEqual([])
})
