/** What the forum shows of drafts. */
export { draftAnchors } from './anchors.ts'
export { collabMetrics } from './collab-metrics.ts'
/** The engine's ports, over the product's storage, sessions and rights. */
export { DraftRights } from './draft-access.ts'
export { StoredDraftLog } from './draft-log.ts'
export { DraftTexts, keptText, seedText } from './draft-texts.ts'
