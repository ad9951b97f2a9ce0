import type { ObjectCall, Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { Endpoint } from '#shared/contracts/contract.ts'
import { forum } from '#shared/contracts/forum.ts'
import { PlenaryError } from '#shared/errors.ts'
import { mentionsAllowed } from './mentions.ts'
import { postCommands } from './posts-service.ts'
import { draftsOf } from './post-drafts-store.ts'
import { postDraftCommands } from './post-drafts-service.ts'
import { renderPost } from './rendered-post.ts'
import { showHistory } from './show-history.ts'
import { showPosts } from './show-posts.ts'
import { postById } from './topic-page-store.ts'

export function bindPosts(routes: Routes, services: Services): void {
  const { storage, people, clock } = services

  /** Rendered on the main thread, before the command: the writer waits for nothing but rows. */
  async function textOf(markdown: string, call: Pick<ObjectCall<Endpoint>, 'subject'>) {
    const mentions = await mentionsAllowed(storage.db, people, markdown, call.subject, clock.now())
    return { markdown, ...(await renderPost(markdown, { mentions })) }
  }

  function shown(
    id: string,
    { viewer, subject }: Pick<ObjectCall<Endpoint>, 'viewer' | 'subject'>,
  ) {
    return storage.snapshot(async (db) => {
      const topic = { ...subject, kind: 'topic', id: subject.topicId ?? '' } as const
      const [post] = await showPosts(db, people, viewer, topic, await postById(db, { id }))
      if (!post) throw new PlenaryError('not_found')
      return { post }
    })
  }

  routes.on(forum.reply, async (call) => {
    const { markdown, key, parentNumber, fileIds } = call.body
    const { topicId } = call.params
    const text = await textOf(markdown, call)
    const once = key === undefined ? call.key : `${call.caller.personId}:${topicId}:${key}`
    const reply = { caller: call.caller, topicId, parentNumber, fileIds, text }
    const { id } = await storage.exec(postCommands.reply, reply, { key: once })
    return shown(id, call)
  })

  routes.on(forum.editPost, async (call) => {
    const { markdown, revision, reason } = call.body
    const { postId } = call.params
    const edit = {
      caller: call.caller,
      postId,
      revision,
      reason,
      text: await textOf(markdown, call),
    }
    await storage.exec(postCommands.editPost, edit, { key: call.key })
    return shown(postId, call)
  })

  routes.on(forum.withdrawPost, (call) =>
    storage.exec(
      postCommands.withdrawPost,
      { caller: call.caller, postId: call.params.postId, reason: call.body.reason },
      { key: call.key },
    ),
  )

  routes.on(forum.postHistory, (call) =>
    storage.snapshot((db) => showHistory(db, people, call.params.postId)),
  )

  routes.person(forum.keptDrafts, (call) =>
    storage.snapshot(async (db) => {
      const rows = await draftsOf(db, call.caller.personId)
      return {
        drafts: rows.map((row) => ({
          key: row.key,
          markdown: row.markdown,
          title: row.title,
          parentNumber: row.parent_number,
          updatedAt: row.updated_at,
        })),
      }
    }),
  )

  routes.person(forum.keepDraft, (call) =>
    storage.exec(
      postDraftCommands.keepDraft,
      { caller: call.caller, key: call.params.key, ...call.body },
      { key: null },
    ),
  )
}
