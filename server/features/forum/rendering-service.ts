import { command } from '#server/storage/command.ts'
import * as store from './posts-store.ts'

interface NewRendering {
  id: string
  /** The `revision_count` of the text that was rendered. */
  revision: number
  html: string
  excerpt: string
  renderVersion: number
}

/** Replaces older renderings; the words are the same, so nothing is in the log. */
const storeRenderings = command('forum.storeRenderings', async (tx, input: NewRendering[]) => {
  for (const rendering of input) await store.storeRendering(tx.db, rendering)
})

export const renderingCommands = { storeRenderings }
