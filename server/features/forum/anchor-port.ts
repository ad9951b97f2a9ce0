import type { z } from 'zod'
import type { Db } from '#server/storage/command.ts'
import type { anchor } from '#shared/contracts/forum.ts'

export type Anchor = z.output<typeof anchor>

/** Words of drafts that topics are about. Rows of drafts, which know the forum and not it them. */
export interface AnchorPort {
  /** By topic; topics without an anchor are left out. One query, whatever the number of topics. */
  anchorsOf(db: Db, topicIds: string[]): Promise<Map<string, Anchor[]>>
}
