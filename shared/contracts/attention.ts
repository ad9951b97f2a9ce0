import { z } from 'zod'
import { notificationKinds } from '../rules/notification.ts'
import { contract, cursor, endpoint, id, instant, readAt } from './contract.ts'
import { actor, agencyPlate } from './people.ts'
import { topicRow } from './forum.ts'

/** What reaches a person: why, what it is about and where to go. */
export const notification = z.object({
  id,
  kind: z.enum(notificationKinds),
  /** The kind of event that it tells of, such as `signInLink.made` or `proposal.declined`. */
  event: z.string(),
  actor: actor.nullable(),
  /** The topic's; else the name of the agency, person or space that it is about. */
  title: z.string(),
  excerpt: z.string(),
  spaceId: id.nullable(),
  spaceName: z.string().nullable(),
  topicId: id.nullable(),
  postNumber: z.int().nullable(),
  draftId: id.nullable(),
  invitationId: id.nullable(),
  at: instant,
  /** Marked, or the post it tells of was read. */
  isRead: z.boolean(),
})
export type Notification = z.output<typeof notification>

const forGroup = z.object({ groupId: id })

/** One thing that happened, as ids only (H15): the content is read under today's rights. */
export const liveEvent = z.object({
  kind: z.string(),
  spaceId: id.nullable(),
  subject: z.object({ kind: z.string(), id }),
  /** Ids and names of changed fields, never content. */
  payload: z.record(z.string(), z.unknown()),
  actorId: id.nullable(),
  at: instant,
})
export type LiveEvent = z.output<typeof liveEvent>

export const attention = contract('attention', {
  home: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/home',
    summary: 'What waits for me, what is new since my last visit, drafts lately edited',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'read',
    params: forGroup,
    response: readAt.extend({
      lastVisitAt: instant.nullable(),
      waiting: z.array(notification),
      proposals: z.array(
        z.object({
          invitationId: id,
          spaceId: id,
          spaceName: z.string(),
          agency: agencyPlate.nullable(),
          email: z.string().nullable(),
          proposedBy: actor.nullable(),
          at: instant,
        }),
      ),
      news: z.array(topicRow.extend({ spaceName: z.string() })),
      drafts: z.array(
        z.object({
          id,
          title: z.string(),
          kind: z.string(),
          state: z.string(),
          spaceName: z.string(),
          commentsDue: z.string().nullable(),
          editedAt: instant.nullable(),
          editedBy: actor.nullable(),
          mayWrite: z.boolean(),
        }),
      ),
      agencies: z.array(agencyPlate.extend({ isChair: z.boolean(), isOwn: z.boolean() })),
      chair: z.object({ agency: agencyPlate.nullable(), until: z.string() }).nullable(),
      nextChair: z.object({ agency: agencyPlate.nullable(), from: z.string() }).nullable(),
    }),
  }),
  visit: endpoint({
    method: 'POST',
    path: '/api/groups/:groupId/visit',
    summary: 'Say that I was here: "new since my last visit" counts from now on',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'never',
    params: forGroup,
  }),
  notifications: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/notifications',
    summary: 'What named me, answered me or opened in my spaces, newest first',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'read',
    params: forGroup,
    query: z.object({ before: z.coerce.number().int().optional() }),
    response: readAt.extend({ notifications: z.array(notification), unread: z.int() }),
  }),
  markNotificationsRead: endpoint({
    method: 'PUT',
    path: '/api/groups/:groupId/notifications/read',
    summary: 'Mark some or all notifications as read',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'never',
    params: forGroup,
    body: z.object({ ids: z.array(id).max(500).optional() }),
    response: z.object({ unread: z.int() }),
  }),
  events: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/events',
    summary: 'What I missed since a cursor; `reload` where the cursor is of another incarnation',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'read',
    params: forGroup,
    query: z.object({ after: cursor }),
    response: z.object({
      events: z.array(liveEvent),
      cursor,
      isReload: z.boolean(),
      hasMore: z.boolean(),
    }),
  }),
  activity: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/activity',
    summary: 'Who did what in this space, for which agency, newest first',
    permission: { action: 'space.read', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: z.object({ spaceId: id }),
    query: z.object({ before: cursor.optional() }),
    response: readAt.extend({
      entries: z.array(
        z.object({
          kind: z.string(),
          actor: actor.nullable(),
          subject: z.object({ kind: z.string(), id, title: z.string().nullable() }),
          at: instant,
          isImported: z.boolean(),
        }),
      ),
      more: cursor.nullable(),
    }),
  }),
  find: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/find',
    summary: 'Spaces, topics, drafts and people by title or name, among what I may see',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'read',
    params: forGroup,
    query: z.object({ q: z.string().trim().max(100) }),
    response: z.object({
      spaces: z.array(z.object({ id, name: z.string() })),
      topics: z.array(z.object({ id, title: z.string(), spaceName: z.string() })),
      drafts: z.array(z.object({ id, title: z.string(), spaceName: z.string() })),
      people: z.array(actor),
    }),
  }),
})
