import type { z } from 'zod'
import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { draftKind, draftState } from '#shared/contracts/drafts.ts'
import type { Action } from '#shared/rules/action.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import { whyNotWrite } from '#shared/rules/why-read-only.ts'
import * as store from './drafts-store.ts'

type Provenance = 'illustrative' | 'inferred' | null

export async function toDraftRow(
  db: Db,
  people: PeopleDirectory,
  row: store.DraftRow,
  versions: number,
) {
  return {
    id: row.id,
    spaceId: row.space_id,
    kind: row.kind as z.output<typeof draftKind>,
    title: row.title,
    subtitle: row.subtitle,
    state: row.state as z.output<typeof draftState>,
    symbol: row.symbol,
    commentsDue: row.comments_due,
    createdBy: await people.actor(db, row.created_by, row.created_for),
    createdAt: row.created_at,
    editedAt: row.edited_at,
    editedBy: await people.actor(db, row.edited_by, row.edited_for),
    versionCount: versions,
    hasText: row.has_text === 1,
    provenance: row.provenance as Provenance,
  }
}

async function draftersOf(db: Db, people: PeopleDirectory, row: store.DraftRow) {
  const named = await store.draftersOf(db, row.id)
  const agencies = []
  for (const drafter of named) {
    const agency = await people.agency(db, drafter.agency_id)
    if (agency) agencies.push(agency)
  }
  return {
    rule: row.drafters as 'space' | 'chosen',
    agencies,
    seats: named.flatMap((drafter) =>
      drafter.seat_id
        ? [{ id: drafter.seat_id, title: drafter.title ?? '', name: drafter.name }]
        : [],
    ),
  }
}

/** A draft's page. A guest, who is granted the draft alone, sees no discussions of the space. */
export async function showDraft(
  db: Db,
  people: PeopleDirectory,
  viewer: Viewer,
  subject: Subject,
  spaceName: string,
) {
  const row = await store.findDraft(db, subject.id)
  const may = (action: Action) => can(action, viewer, subject) === null
  const readsSpace = may('space.seePeople')
  const discussions = readsSpace ? await store.discussionsOf(db, row.id) : []
  const whyNot = whyNotWrite(viewer, subject)
  return {
    draft: {
      ...(await toDraftRow(db, people, row, await store.versionCount(db, row.id))),
      spaceName,
      groupId: row.group_id,
      epoch: row.epoch,
      language: row.language,
      note: row.note,
      withdrawnReason: row.withdrawn_reason,
      drafters: await draftersOf(db, people, row),
    },
    discussions: discussions.map((topic) => ({
      topicId: topic.id,
      title: topic.title,
      quote: topic.quote,
      postCount: topic.post_count,
    })),
    may: {
      write: whyNot === null,
      whyNot,
      nameVersion: may('draft.nameVersion'),
      restore: may('draft.restore'),
      rename: may('draft.rename'),
      nameDrafters: may('draft.nameDrafters'),
      withdraw: may('draft.withdraw'),
      discuss: may('draft.discuss'),
    },
  }
}
