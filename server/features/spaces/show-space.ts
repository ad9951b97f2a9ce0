import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { Db } from '#server/storage/command.ts'
import type { Action } from '#shared/rules/action.ts'
import { can } from '#shared/rules/rights.ts'
import type { Subject } from '#shared/rules/subject.ts'
import { grantOn, type Viewer } from '#shared/rules/viewer.ts'
import * as store from './spaces-store.ts'

/** Why this reader may see the space: every page cites what its access rests on. */
async function accessOf(db: Db, people: PeopleDirectory, viewer: Viewer, subject: Subject) {
  const access = viewer.spaces[subject.id]
  const row = access && (await store.findAccess(db, access.accessId))
  if (!access || !row) {
    const isOffice = viewer.offices.includes(subject.groupId)
    const until = grantOn(viewer, subject)?.until ?? null
    const role = isOffice ? ('takesPart' as const) : ('reads' as const)
    return {
      reason: isOffice ? ('office' as const) : ('guest' as const),
      agency: null,
      role,
      restsOn: null,
      until,
    }
  }
  return {
    reason: access.via,
    agency: await people.agency(db, access.agencyId),
    role: viewer.offices.includes(subject.groupId) ? ('takesPart' as const) : access.role,
    restsOn: store.restsOnOf(row),
    until: row.until,
  }
}

export async function showSpace(db: Db, people: PeopleDirectory, viewer: Viewer, subject: Subject) {
  const row = await store.findSpace(db, subject.id)
  const unread = await store.unreadTopics(db, viewer.personId, [row.id])
  const drafts = await store.draftCounts(db, [row.id])
  const categories = await store.categoriesOf(db, row.id)
  const may = (action: Action) => can(action, viewer, subject) === null
  return {
    space: {
      ...store.toSummary(row, unread.get(row.id) ?? 0, drafts.get(row.id) ?? 0),
      groupId: row.group_id,
      restsOn: store.restsOnOf(row),
      defaultView: row.default_view as 'time' | 'reply',
      createdAt: row.created_at,
      openedBy: await people.agency(db, row.agency_id),
    },
    categories: categories.map((category) => ({
      ...category,
      topicCount: Number(category.topicCount),
      provenance: category.provenance as 'illustrative' | 'inferred' | null,
    })),
    access: await accessOf(db, people, viewer, subject),
    may: {
      startTopic: may('topic.start'),
      createDraft: may('draft.create'),
      upload: may('file.upload'),
      manage: may('space.manage'),
      categorise: may('space.categorise'),
      moderate: may('topic.moderate'),
      invite: may('invitation.send'),
      proposeInvitation: may('invitation.propose'),
      seePeople: may('space.seePeople'),
    },
  }
}
