import type { Routes } from '#server/http/routes.ts'
import type { Services } from '#server/services.ts'
import type { Db } from '#server/storage/command.ts'
import { forum } from '#shared/contracts/forum.ts'
import type { AnchorPort } from './anchor-port.ts'
import { listTopics } from './list-topics.ts'
import { mentionable, mentionsAllowed } from './mentions.ts'
import { readingCommands } from './reading-service.ts'
import { renderPost } from './rendered-post.ts'
import { showTopic } from './show-topic.ts'
import { type Counted, TopicCounter } from './topic-counts.ts'
import { topicCommands } from './topics-service.ts'

export function bindTopics(routes: Routes, services: Services, anchors: AnchorPort): void {
  const { storage, people, clock } = services

  const counter = new TopicCounter()

  routes.on(forum.topics, (call) => {
    const marks = counter.marksOf(call.caller.personId)
    const countsOf = (db: Db, of: Counted) => counter.counts(db, of, marks)
    return storage.snapshot(async (db) => ({
      ...(await call.readAt(db)),
      ...(await listTopics(db, { people, countsOf }, call.viewer, call.subject, call.query)),
    }))
  })

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

  routes.on(forum.markRead, async (call) => {
    const reading = { caller: call.caller, topicId: call.params.topicId, ...call.body }
    const marked = await storage.exec(readingCommands.markRead, reading, { key: null })
    counter.marked(call.caller.personId)
    return marked
  })

  routes.on(forum.markSpaceRead, async (call) => {
    const reading = { caller: call.caller, spaceId: call.params.spaceId }
    await storage.exec(readingCommands.markSpaceRead, reading, { key: null })
    counter.marked(call.caller.personId)
  })

  routes.on(forum.mentionable, (call) =>
    storage.snapshot((db) => mentionable(db, people, call.subject, call.query.q, clock.now())),
  )
}
