import type { PeopleDirectory } from '#server/access/people-directory.ts'
import type { CursorSeal } from '#server/log/cursor.ts'
import type { Db } from '#server/storage/command.ts'
import type { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { Subject } from '#shared/rules/subject.ts'
import type { Viewer } from '#shared/rules/viewer.ts'
import * as store from './activity-store.ts'

const mostOnAPage = 40

type Activity = ResponseOf<typeof attention.activity>

/**
 * A page of a space's log. The log holds ids; names and titles are read as they are today, so what
 * was withdrawn or renamed tells nothing of what it was (H15).
 */
export async function showActivity(
  db: Db,
  { people, seal }: { people: PeopleDirectory; seal: CursorSeal },
  { viewer, subject, before }: { viewer: Viewer; subject: Subject; before: string | undefined },
): Promise<Omit<Activity, 'now' | 'cursor'>> {
  const { groupId } = subject
  const isOffice = viewer.offices.includes(groupId)
  const seq = before === undefined ? null : seal.open(groupId, before)
  const place = seq === null ? null : await store.placeOf(db, groupId, seq)
  const rows = await store.activityOf(db, subject.id, {
    audiences: [`space:${subject.id}`, ...(isOffice ? [`office:${groupId}`] : [])],
    before: place,
    limit: mostOnAPage + 1,
  })
  const page = rows.slice(0, mostOnAPage)
  const entries: Activity['entries'] = []
  for (const row of page) {
    entries.push({
      kind: row.kind,
      actor: await people.actor(db, row.actor_id, row.actor_for),
      subject: {
        kind: row.subject_kind,
        id: row.subject_id,
        title: await store.titleOf(db, row.subject_kind, row.subject_id),
      },
      at: row.at,
      isImported: row.is_imported === 1,
    })
  }
  const last = rows.length > mostOnAPage ? page.at(-1) : undefined
  return { entries, more: last ? seal.seal(groupId, Number(last.seq)) : null }
}
