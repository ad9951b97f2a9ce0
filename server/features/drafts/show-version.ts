import type { z } from 'zod'
import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { provenance } from '#shared/contracts/contract.ts'
import type { versionKinds } from '#shared/contracts/draft-versions.ts'
import type { Actor } from '#shared/contracts/people.ts'
import * as store from './versions-store.ts'

type ListedVersion = Awaited<ReturnType<typeof store.versionsOf>>[number]
type Editor = Awaited<ReturnType<typeof store.editorsOf>>[number]

export async function editorsByVersion(db: Db, draftId: string): Promise<Map<string, Editor[]>> {
  return Map.groupBy(await store.editorsOf(db, draftId), (editor) => editor.version_id)
}

/** A version as it is listed. Its editors stand by name: their order says nothing. */
export async function toVersion(
  db: Db,
  people: PeopleDirectory,
  row: ListedVersion,
  editors: readonly Editor[],
) {
  const changed: Actor[] = []
  for (const editor of editors) {
    const actor = await people.actor(db, editor.person_id, editor.agency_id)
    if (actor) changed.push(actor)
  }
  return {
    id: row.id,
    number: row.number,
    label: row.label,
    kind: row.kind as (typeof versionKinds)[number],
    note: row.note,
    author: await people.actor(db, row.author_id, row.author_for),
    editors: changed.toSorted((a, b) => a.name.localeCompare(b.name)),
    date: row.date,
    createdAt: row.created_at,
    hasText: Number(row.has_text) === 1,
    sha256: row.sha256,
    provenance: row.provenance as z.output<typeof provenance>,
  }
}
