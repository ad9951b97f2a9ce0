import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { attachFiles } from '#server/features/files/index.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { can } from '#shared/rules/rights.ts'
import { forgetDraft } from './post-drafts-store.ts'
import { startTopicIn } from './start-topic.ts'
import * as store from './topics-store.ts'
import type { PostText } from './write-post.ts'

interface NewTopic {
  caller: Caller
  spaceId: string
  categoryId: string | null
  title: string
  text: PostText
  fileIds: string[]
}

async function assertCategory(tx: Tx, spaceId: string, categoryId: string | null | undefined) {
  if (!categoryId || (await store.hasCategory(tx.db, spaceId, categoryId))) return
  const message = 'This category is not one of the space.'
  throw new PlenaryError('invalid', message, [{ path: 'categoryId', message }])
}

const startTopic = command('forum.startTopic', async (tx, input: NewTopic) => {
  const { caller, spaceId, categoryId, title, text } = input
  const authorized = await authorize(tx, caller, 'topic.start', { kind: 'space', id: spaceId })
  await assertCategory(tx, spaceId, categoryId)
  const { groupId } = authorized.subject
  const author = { personId: caller.personId, agencyId: authorized.agencyId }
  const started = await startTopicIn(tx, { groupId, spaceId, categoryId, title, author, text })
  const from = { personId: caller.personId, spaceId }
  await attachFiles(tx, input.fileIds, from, { topicId: started.id, postId: started.postId })
  await forgetDraft(tx.db, { personId: caller.personId, key: `space:${spaceId}` })
  return started
})

interface TopicChange {
  caller: Caller
  topicId: string
  title?: string | undefined
  state?: 'open' | 'summarised' | 'closed' | undefined
  isPinned?: boolean | undefined
  categoryId?: string | null | undefined
}

const updateTopic = command('forum.updateTopic', async (tx, input: TopicChange) => {
  const on = { kind: 'topic', id: input.topicId } as const
  const authorized = await authorize(tx, input.caller, 'topic.close', on)
  const before = await store.findTopic(tx.db, input.topicId)
  const changed = {
    ...(input.title !== undefined && input.title !== before.title && { title: input.title }),
    ...(input.isPinned !== undefined &&
      input.isPinned !== (before.is_pinned === 1) &&
      ({ is_pinned: input.isPinned ? 1 : 0 } as const)),
    ...(input.categoryId !== undefined &&
      input.categoryId !== before.category_id && { category_id: input.categoryId }),
  }
  const fields: string[] = Object.keys(changed)
  if (fields.length > 0) assertModerator(authorized)
  await assertCategory(tx, before.space_id, changed.category_id)
  const state = input.state !== undefined && input.state !== before.state ? input.state : null
  if (fields.length === 0 && state === null) return
  await store.updateTopic(tx.db, input.topicId, { ...changed, ...(state && { state }) })
  if (state === 'summarised') fields.push('state')
  announce(tx, authorized, fields, state, before.state)
})

/** Closing one's own topic needs no more than that; what changes the list for all is the office's. */
function assertModerator({ viewer, subject }: Authorized): void {
  const verdict = can('topic.moderate', viewer, subject)
  if (verdict) throw new PlenaryError(verdict)
}

function announce(
  tx: Tx,
  authorized: Authorized,
  fields: string[],
  state: string | null,
  stateBefore: string,
): void {
  const { id: topicId, groupId, spaceId } = authorized.subject
  const event = {
    groupId,
    audience: `space:${spaceId ?? ''}` as const,
    spaceId,
    subject: { kind: 'topic', id: topicId },
    ...actorOf(authorized),
  }
  if (fields.length > 0) tx.emit({ kind: 'topic.changed', payload: { topicId, fields }, ...event })
  if (state === 'closed') tx.emit({ kind: 'topic.closed', payload: { topicId }, ...event })
  if (state === 'open' && stateBefore !== 'open') {
    tx.emit({ kind: 'topic.reopened', payload: { topicId }, ...event })
  }
}

export const topicCommands = { startTopic, updateTopic }
