import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { drafts } from '#shared/contracts/drafts.ts'

/** What `drafts.show` answers. */
export type ShownDraft = ResponseOf<typeof drafts.show>
export type Discussion = ShownDraft['discussions'][number]

/** What `drafts.versions` lists. */
export type DraftVersion = ResponseOf<typeof drafts.versions>['versions'][number]
