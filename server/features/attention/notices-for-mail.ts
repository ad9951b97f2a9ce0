import { loadViewer } from '#server/access/viewer-store.ts'
import type { MailNotice, MailPorts } from '#server/mail/mail-ports.ts'
import type { Services } from '#server/services.ts'
import { byIds, groupsOf } from './attention-store.ts'
import { showNotification } from './notification-view.ts'

/** What mail may tell a person now: theirs, still there, under today's rights, and not read yet. */
export function noticesForMail({
  storage,
  people,
  clock,
}: Pick<Services, 'storage' | 'people' | 'clock'>): MailPorts['notices'] {
  return (personId, ids) =>
    storage.snapshot(async (db) => {
      const viewer = await loadViewer(db, personId, clock.now())
      if (!viewer) return []
      const notices: MailNotice[] = []
      for (const group of await groupsOf(db, ids)) {
        for (const row of await byIds(db, viewer, group.id, ids)) {
          const shown = await showNotification(db, people, row)
          const beginsThread = row.event_kind === 'topic.started'
          if (!shown.isRead) notices.push({ ...shown, group: group.acronym, beginsThread })
        }
      }
      return notices.sort((a, b) => a.at - b.at)
    })
}
