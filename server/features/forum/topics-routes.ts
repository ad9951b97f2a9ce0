import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import { forum } from '#shared/contracts/forum.ts'
import type { AnchorPort } from './anchor-port.ts'
import { listTopics } from './list-topics.ts'
import { mentionable, mentionsAllowed } from './mentions.ts'
import { readingCommands } from './reading-service.ts'
import { renderPost } from './rendered-post.ts'
import { showTopic } from './show-topic.ts'
import { topicCommands } from './topics-service.ts'

export function bindTopics(routes: Routes, services: Services, anchors: AnchorPort): void {
  const { storage, people, clock } = services

  routes.on(forum.topics, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await listTopics(db, people, call.viewer, call.subject, call.query)),
    })),
  )

  routes.on(forum.startTopic, async (call) => {
    const { markdown, key, fileIds, title, categoryId } = call.body
    const { spaceId } = call.params
    const mentions = await mentionsAllowed(storage.db, people, markdown, call.subject, clock.now())
    const text = { markdown, ...(await renderPost(markdown, { mentions })) }
    const topic = { caller: call.caller, spaceId, title, categoryId, fileIds, text }
    const once = key === undefined ? call.key : `${call.caller.personId}:${spaceId}:${key}`
    return storage.exec(topicCommands.startTopic, topic, { key: once })
  })

  routes.on(forum.topic, (call) =>
    storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await showTopic(db, { people, anchors }, call.viewer, call.subject, call.query)),
    })),
  )

  routes.on(forum.updateTopic, (call) =>
    storage.exec(
      topicCommands.updateTopic,
      { caller: call.caller, topicId: call.params.topicId, ...call.body },
      { key: call.key },
    ),
  )

  routes.on(forum.markRead, (call) =>
    storage.exec(
      readingCommands.markRead,
      { caller: call.caller, topicId: call.params.topicId, ...call.body },
      { key: null },
    ),
  )

  routes.on(forum.markSpaceRead, (call) =>
    storage.exec(
      readingCommands.markSpaceRead,
      { caller: call.caller, spaceId: call.params.spaceId },
      { key: null },
    ),
  )

  routes.on(forum.mentionable, (call) =>
    storage.snapshot((db) => mentionable(db, people, call.subject, call.query.q, clock.now())),
  )
}
