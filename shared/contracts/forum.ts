import { z } from 'zod'
import { contract, endpoint, id, instant, provenance, readAt, shortText } from './contract.ts'
import { attachedFile } from './files.ts'
import { actor, agencyPlate } from './people.ts'
import { topicView } from './spaces.ts'

export const markdown = z.string().trim().min(1, 'must not be empty').max(100_000)
/** Ranges of post numbers, both ends included: `[[1, 4], [7, 7]]`. */
export const ranges = z.array(z.tuple([z.int().min(1), z.int().min(1)])).max(500)

/** Words of a draft that a topic is about; a row of drafts, shown through a port. */
export const anchor = z.object({
  draftId: id,
  draftTitle: z.string(),
  paragraph: z.string().nullable(),
  versionLabel: z.string().nullable(),
  quote: z.string(),
})

export const topicRow = z.object({
  id,
  spaceId: id,
  categoryId: id.nullable(),
  title: z.string(),
  state: z.enum(['open', 'summarised', 'closed']),
  isPinned: z.boolean(),
  startedBy: actor,
  createdAt: instant,
  lastPostAt: instant,
  lastPostBy: actor,
  excerpt: z.string(),
  postCount: z.int(),
  highestNumber: z.int(),
  unreadCount: z.int(),
  namesMe: z.boolean(),
  hasAnchor: z.boolean(),
  agencies: z.array(z.string()),
  provenance,
})

export const post = z.object({
  id,
  topicId: id,
  number: z.int(),
  /** The post this one answers, and the first of that branch; null for a post to the topic. */
  parentNumber: z.int().nullable(),
  rootNumber: z.int().nullable(),
  author: actor,
  createdAt: instant,
  editedAt: instant.nullable(),
  revisionCount: z.int(),
  /** A stub stays: no text, but who withdrew it, when and why. */
  withdrawn: z.object({ at: instant, by: actor, reason: z.string().nullable() }).nullable(),
  /** Sanitised on the server; empty where withdrawn. */
  html: z.string(),
  /** The source, for quoting and editing; empty where withdrawn. */
  markdown: z.string(),
  /** Numbers of posts in this topic that answer or quote this one. */
  answeredBy: z.array(z.int()),
  files: z.array(attachedFile),
  provenance,
  may: z.object({ edit: z.boolean(), withdraw: z.boolean(), withdrawNeedsReason: z.boolean() }),
})
export type Post = z.output<typeof post>

const forTopic = z.object({ topicId: id })
const forPost = z.object({ postId: id })
const forSpace = z.object({ spaceId: id })
const writePost = z.object({
  markdown,
  fileIds: z.array(id).max(20).default([]),
  /** The same key sent twice writes one post; made by the client per post. */
  key: z.string().min(8).max(64).optional(),
})

export const forum = contract('forum', {
  topics: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/topics',
    summary: 'Topics of a space: pinned first, then by latest post, in pages',
    permission: { action: 'space.read', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: forSpace,
    query: z.object({
      categoryId: id.optional(),
      filter: z.enum(['all', 'unread', 'namesMe', 'aboutDraft']).default('all'),
      /** From the last answer's `more`. */
      before: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: readAt.extend({
      topics: z.array(topicRow),
      total: z.int(),
      unread: z.int(),
      more: z.string().nullable(),
    }),
  }),
  startTopic: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/topics',
    summary: 'Start a topic with its first post',
    permission: { action: 'topic.start', on: 'space', param: 'spaceId' },
    scope: 'post',
    params: forSpace,
    body: writePost.extend({ title: shortText, categoryId: id.nullable().default(null) }),
    response: z.object({ id, postId: id }),
  }),
  topic: endpoint({
    method: 'GET',
    path: '/api/topics/:topicId',
    summary: 'A topic and a window of its posts by number, with what I have read',
    permission: { action: 'topic.read', on: 'topic', param: 'topicId' },
    scope: 'read',
    params: forTopic,
    query: z.object({
      /** `time`: a window of consecutive posts. `reply`: whole branches, by their root's number. */
      view: topicView.default('time'),
      /** First number of the window; left out: the first unread, or the last window. */
      from: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: readAt.extend({
      topic: topicRow.extend({
        spaceName: z.string(),
        groupId: id,
        categoryName: z.string().nullable(),
        anchors: z.array(anchor),
        defaultView: topicView,
      }),
      posts: z.array(post),
      /** Numbers just outside this window, to ask for with `from`; null at the ends. */
      previousFrom: z.int().nullable(),
      nextFrom: z.int().nullable(),
      firstUnread: z.int().nullable(),
      readRanges: ranges,
      lastVisitAt: instant.nullable(),
      may: z.object({
        post: z.boolean(),
        close: z.boolean(),
        moderate: z.boolean(),
        upload: z.boolean(),
        /** Why one may not post, for the words under the thread. */
        whyNot: z.enum(['reads', 'closed', 'archived', 'guest']).nullable(),
      }),
    }),
  }),
  updateTopic: endpoint({
    method: 'PATCH',
    path: '/api/topics/:topicId',
    summary:
      'Close or reopen a topic (own, or any for the office); rename, pin or move it (office)',
    permission: { action: 'topic.close', on: 'topic', param: 'topicId' },
    scope: 'post',
    params: forTopic,
    body: z.object({
      title: shortText.optional(),
      state: z.enum(['open', 'summarised', 'closed']).optional(),
      isPinned: z.boolean().optional(),
      categoryId: id.nullable().optional(),
    }),
  }),
  reply: endpoint({
    method: 'POST',
    path: '/api/topics/:topicId/posts',
    summary: 'Post in a topic, to the topic or in answer to a post',
    permission: { action: 'post.write', on: 'topic', param: 'topicId' },
    scope: 'post',
    params: forTopic,
    body: writePost.extend({ parentNumber: z.int().min(1).nullable().default(null) }),
    response: z.object({ post }),
  }),
  editPost: endpoint({
    method: 'PATCH',
    path: '/api/posts/:postId',
    summary: 'Edit a post; the history stays',
    permission: { action: 'post.edit', on: 'post', param: 'postId' },
    scope: 'post',
    params: forPost,
    /** `revision`: the `revisionCount` one has read; another's edit in between gives `stale_edit`. */
    body: z.object({
      markdown,
      revision: z.int().min(0),
      reason: z.string().trim().max(500).optional(),
    }),
    response: z.object({ post }),
  }),
  withdrawPost: endpoint({
    method: 'POST',
    path: '/api/posts/:postId/withdraw',
    summary: 'Withdraw a post; a stub stays. Another’s needs a reason',
    permission: { action: 'post.withdraw', on: 'post', param: 'postId' },
    scope: 'post',
    params: forPost,
    body: z.object({ reason: z.string().trim().max(500).optional() }),
  }),
  postHistory: endpoint({
    method: 'GET',
    path: '/api/posts/:postId/history',
    summary: 'What a post said before each edit',
    permission: { action: 'post.read', on: 'post', param: 'postId' },
    scope: 'read',
    params: forPost,
    response: z.object({
      revisions: z.array(
        z.object({
          revision: z.int(),
          markdown: z.string(),
          html: z.string(),
          by: actor,
          at: instant,
          reason: z.string().nullable(),
        }),
      ),
    }),
  }),
  markRead: endpoint({
    method: 'PUT',
    path: '/api/topics/:topicId/read',
    summary: 'Mark ranges of post numbers as read (or all of the topic as unread again)',
    permission: { action: 'topic.read', on: 'topic', param: 'topicId' },
    scope: 'post',
    params: forTopic,
    body: z.object({ ranges, unread: z.boolean().default(false) }),
    response: z.object({ readRanges: ranges, unreadCount: z.int() }),
  }),
  markSpaceRead: endpoint({
    method: 'PUT',
    path: '/api/spaces/:spaceId/read',
    summary: 'Mark every topic of a space as read',
    permission: { action: 'space.read', on: 'space', param: 'spaceId' },
    scope: 'post',
    params: forSpace,
  }),
  mentionable: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/mentionable',
    summary: 'Persons and agencies that may read this space, by the beginning of a word',
    permission: { action: 'topic.start', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: forSpace,
    query: z.object({ q: z.string().trim().max(80).default('') }),
    response: z.object({
      people: z.array(actor),
      agencies: z.array(agencyPlate),
    }),
  }),
  keptDrafts: endpoint({
    method: 'GET',
    path: '/api/post-drafts',
    summary: 'Posts I began and did not send',
    permission: { who: 'signedIn' },
    scope: 'post',
    response: z.object({
      drafts: z.array(
        z.object({
          key: z.string(),
          markdown: z.string(),
          title: z.string().nullable(),
          parentNumber: z.int().nullable(),
          updatedAt: instant,
        }),
      ),
    }),
  }),
  keepDraft: endpoint({
    method: 'PUT',
    path: '/api/post-drafts/:key',
    summary: 'Keep what I am writing (`topic:<id>` or `space:<id>`); empty text forgets it',
    permission: { who: 'signedIn' },
    scope: 'post',
    params: z.object({ key: z.string().regex(/^(topic|space):[0-9a-z]{8,40}$/) }),
    body: z.object({
      markdown: z.string().max(100_000),
      title: z.string().max(200).nullable().default(null),
      parentNumber: z.int().min(1).nullable().default(null),
    }),
    response: z.object({ updatedAt: instant }),
  }),
})
