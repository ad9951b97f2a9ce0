import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { attachFiles } from '#server/features/files/index.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { forgetDraft } from './post-drafts-store.ts'
import * as store from './posts-store.ts'
import { renderVersion } from './rendered-post.ts'
import { refreshExcerpt } from './topics-store.ts'
import { linksOf, type PostText, writePost } from './write-post.ts'

interface Reply {
  caller: Caller
  topicId: string
  parentNumber: number | null
  text: PostText
  fileIds: string[]
}

const reply = command('forum.reply', async (tx, input: Reply) => {
  const { caller, topicId, parentNumber, text } = input
  const authorized = await authorize(tx, caller, 'post.write', { kind: 'topic', id: topicId })
  const { groupId, spaceId } = authorized.subject
  if (spaceId === null) throw new PlenaryError('not_found')
  const author = { personId: caller.personId, agencyId: authorized.agencyId }
  const parent = await parentOf(tx, topicId, parentNumber)
  const added = await writePost(tx, { topicId, parent, author, text })
  tx.emit({
    kind: 'post.written',
    payload: { topicId, postId: added.id, number: added.number, parentNumber },
    groupId,
    audience: `space:${spaceId}`,
    spaceId,
    // A guest's events are those about a granted topic, so every post's event is about its topic.
    subject: { kind: 'topic', id: topicId },
    ...actorOf(authorized),
  })
  const from = { personId: caller.personId, spaceId }
  await attachFiles(tx, input.fileIds, from, { topicId, postId: added.id })
  await forgetDraft(tx.db, { personId: caller.personId, key: `topic:${topicId}` })
  return added
})

async function parentOf(tx: Tx, topicId: string, number: number | null) {
  if (number === null) return null
  const [parent] = await store.findByNumber(tx.db, { topicId, number })
  if (parent) return parent
  const message = 'The post to answer is not there.'
  throw new PlenaryError('invalid', message, [{ path: 'parentNumber', message }])
}

interface Edit {
  caller: Caller
  postId: string
  text: PostText
  /** The `revision_count` that the editor has read. */
  revision: number
  reason?: string | undefined
}

const editPost = command('forum.editPost', async (tx, input: Edit) => {
  const { caller, postId, text } = input
  const authorized = await authorize(tx, caller, 'post.edit', { kind: 'post', id: postId })
  const before = await store.findPost(tx.db, postId)
  if (before.withdrawn_at !== null) throw new PlenaryError('closed', 'This post was withdrawn.')
  assertReason(authorized, input.reason)
  if (before.revision_count !== input.revision) throw new PlenaryError('stale_edit')
  if (before.markdown === text.markdown) return
  await store.insertRevision(tx.db, {
    post_id: postId,
    revision: before.revision_count,
    markdown: before.markdown,
    by: caller.personId,
    at: tx.now,
    reason: input.reason || null,
  })
  await store.updatePost(tx.db, postId, {
    markdown: text.markdown,
    html: text.html,
    excerpt: text.excerpt,
    render_version: renderVersion,
    revision_count: before.revision_count + 1,
    edited_at: tx.now,
  })
  await store.replaceLinks(tx.db, placeOf(before), linksOf(text))
  await refreshExcerpt(tx.db, before.topic_id, false)
  tx.emit({ kind: 'post.edited', ...eventOf(authorized, before) })
})

interface Withdrawal {
  caller: Caller
  postId: string
  reason?: string | undefined
}

const withdrawPost = command('forum.withdrawPost', async (tx, input: Withdrawal) => {
  const on = { kind: 'post', id: input.postId } as const
  const authorized = await authorize(tx, input.caller, 'post.withdraw', on)
  const before = await store.findPost(tx.db, input.postId)
  if (before.withdrawn_at !== null) throw new PlenaryError('already_done')
  assertReason(authorized, input.reason)
  await store.updatePost(tx.db, input.postId, {
    withdrawn_at: tx.now,
    withdrawn_by: input.caller.personId,
    withdrawn_reason: input.reason || null,
  })
  const nothing = { personIds: [], agencyIds: [], quotedNumbers: [] }
  await store.replaceLinks(tx.db, placeOf(before), nothing)
  await refreshExcerpt(tx.db, before.topic_id, true)
  tx.emit({ kind: 'post.withdrawn', ...eventOf(authorized, before) })
})

/** The office may change or withdraw what others wrote, and says why. */
function assertReason({ viewer, subject }: Authorized, reason: string | undefined): void {
  if (subject.ownerId === viewer.personId || reason) return
  const message = 'Say why: this post is somebody else’s.'
  throw new PlenaryError('invalid', message, [{ path: 'reason', message }])
}

function placeOf(post: store.StoredPost) {
  return { id: post.id, topicId: post.topic_id, number: post.number, isNew: false }
}

function eventOf(authorized: Authorized, post: store.StoredPost) {
  const { groupId, spaceId } = authorized.subject
  return {
    payload: { topicId: post.topic_id, postId: post.id, number: post.number },
    groupId,
    audience: `space:${spaceId ?? ''}` as const,
    spaceId,
    subject: { kind: 'topic', id: post.topic_id },
    ...actorOf(authorized),
  }
}

export const postCommands = { reply, editPost, withdrawPost }
