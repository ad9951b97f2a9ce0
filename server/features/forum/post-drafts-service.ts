import type { Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import * as store from './post-drafts-store.ts'

interface KeptDraft {
  caller: Caller
  /** `topic:<id>` or `space:<id>`. */
  key: string
  markdown: string
  title: string | null
  parentNumber: number | null
}

/** A person's own unsent words; empty ones forget what was kept. */
const keepDraft = command('forum.keepDraft', async (tx, input: KeptDraft) => {
  const { personId } = input.caller
  if (input.markdown.trim() === '' && !input.title?.trim()) {
    await store.forgetDraft(tx.db, { personId, key: input.key })
    return { updatedAt: tx.now }
  }
  await store.keepDraft(tx.db, {
    person_id: personId,
    key: input.key,
    markdown: input.markdown,
    title: input.title,
    parent_number: input.parentNumber,
    updated_at: tx.now,
  })
  return { updatedAt: tx.now }
})

export const postDraftCommands = { keepDraft }
