import type { Anchor, AnchorPort } from '#server/features/forum/index.ts'
import { anchorsOf } from './drafts-store.ts'

/** The forum shows what topics are about through this port: anchors are rows of drafts. */
export const draftAnchors: AnchorPort = {
  async anchorsOf(db, topicIds) {
    const byTopic = new Map<string, Anchor[]>()
    for (const row of await anchorsOf(db, topicIds)) {
      const anchor = {
        draftId: row.draft_id,
        draftTitle: row.title,
        paragraph: row.paragraph,
        versionLabel: row.label,
        quote: row.quote,
      }
      byTopic.set(row.topic_id, [...(byTopic.get(row.topic_id) ?? []), anchor])
    }
    return byTopic
  },
}
