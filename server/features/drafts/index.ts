/** What the forum shows of drafts. */
export { draftAnchors } from './anchors.ts'
export { collabMetrics } from './collab-metrics.ts'
/** The engine's ports, over the product's storage, sessions and rights. */
export { DraftAuthorship } from './authorship.ts'
export { DraftRights } from './draft-access.ts'
export { StoredDraftLog } from './draft-log.ts'
export { OrphanTexts } from './orphan-texts.ts'
export { DraftTexts } from './draft-texts.ts'
export { DraftChanges } from './versions-changes.ts'
export { ensureThinning, thinningHandlers } from './versions-thinning.ts'
export { VersionWatch } from './versions-watch.ts'
export { keptText } from './text-pack.ts'
/** A first text, with who wrote it. */
export { type AuthoredText, seedAuthored } from './authorship-seed.ts'
export { seedText } from './text-seeds.ts'
export { TextDesk } from './text-desk.ts'
