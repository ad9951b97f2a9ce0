import { z } from 'zod'
import {
  contract,
  endpoint,
  id,
  instant,
  longText,
  provenance,
  readAt,
  shortText,
} from './contract.ts'
import { restsOn } from './groups.ts'
import { actor, agencyPlate, seatRole, spaceRole } from './people.ts'

export const topicView = z.enum(['time', 'reply'])

export const spaceSummary = z.object({
  id,
  kind: z.enum(['workspace', 'project']),
  name: z.string(),
  purpose: z.string(),
  isArchived: z.boolean(),
  /** Topics with posts I have not read. Zero for who cannot have read marks. */
  unreadTopics: z.int(),
  draftCount: z.int(),
  provenance,
})

const category = z.object({
  id,
  name: z.string(),
  position: z.int(),
  topicCount: z.int(),
  provenance,
})

export const spaces = contract('spaces', {
  list: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/spaces',
    summary: 'The spaces that I may read',
    permission: { action: 'group.enter', on: 'group', param: 'groupId' },
    scope: 'read',
    params: z.object({ groupId: id }),
    response: readAt.extend({
      spaces: z.array(spaceSummary),
      /** Objects granted to a guest, who sees nothing else. */
      granted: z.array(
        z.object({
          kind: z.enum(['draft', 'topic']),
          id,
          title: z.string(),
          spaceName: z.string(),
        }),
      ),
      may: z.object({ createSpace: z.boolean() }),
    }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/groups/:groupId/spaces',
    summary: 'Create a project space, or propose one to the chair’s office',
    permission: { action: 'space.create', on: 'group', param: 'groupId' },
    scope: 'admin',
    params: z.object({ groupId: id }),
    body: z.object({
      name: shortText,
      purpose: longText.default(''),
      restsOn: z.string().trim().max(200).default(''),
    }),
    response: z.object({ id }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId',
    summary: 'A space: purpose, categories, why I may see it, what I may do',
    permission: { action: 'space.read', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: z.object({ spaceId: id }),
    response: readAt.extend({
      space: spaceSummary.extend({
        groupId: id,
        restsOn,
        defaultView: topicView,
        createdAt: instant,
        openedBy: agencyPlate.nullable(),
      }),
      categories: z.array(category),
      /** Why this reader may see the space, as data that the client puts into words. */
      access: z.object({
        reason: z.enum(['office', 'agency', 'person', 'guest']),
        agency: agencyPlate.nullable(),
        role: spaceRole,
        restsOn,
        until: instant.nullable(),
      }),
      may: z.object({
        startTopic: z.boolean(),
        createDraft: z.boolean(),
        upload: z.boolean(),
        manage: z.boolean(),
        categorise: z.boolean(),
        moderate: z.boolean(),
        invite: z.boolean(),
        proposeInvitation: z.boolean(),
        seePeople: z.boolean(),
      }),
    }),
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/api/spaces/:spaceId',
    summary: 'Rename, describe, archive or reopen a space, choose its default view',
    permission: { action: 'space.manage', on: 'space', param: 'spaceId' },
    scope: 'admin',
    params: z.object({ spaceId: id }),
    body: z.object({
      name: shortText.optional(),
      purpose: longText.optional(),
      defaultView: topicView.optional(),
      isArchived: z.boolean().optional(),
    }),
  }),
  people: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/people',
    summary: 'Which agencies and persons are here, in which role, and on what it rests',
    permission: { action: 'space.seePeople', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: z.object({ spaceId: id }),
    response: readAt.extend({
      access: z.array(
        z.object({
          id,
          agency: agencyPlate.nullable(),
          person: actor.nullable(),
          role: spaceRole,
          restsOn,
          since: instant,
          until: instant.nullable(),
          provenance,
          may: z.object({ withdraw: z.boolean() }),
        }),
      ),
      people: z.array(actor.extend({ role: spaceRole, seatRole, seatTitle: z.string() })),
    }),
  }),
  withdrawAccess: endpoint({
    method: 'DELETE',
    path: '/api/access/:accessId',
    summary: 'Withdraw an agency or a person from a space',
    permission: { action: 'access.withdraw', on: 'access', param: 'accessId' },
    scope: 'invite',
    params: z.object({ accessId: id }),
  }),
  createCategory: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/categories',
    summary: 'Add a category',
    permission: { action: 'space.categorise', on: 'space', param: 'spaceId' },
    scope: 'admin',
    params: z.object({ spaceId: id }),
    body: z.object({ name: shortText }),
    response: z.object({ id }),
  }),
  updateCategory: endpoint({
    method: 'PATCH',
    path: '/api/categories/:categoryId',
    summary: 'Rename or reorder a category',
    permission: { action: 'space.categorise', on: 'category', param: 'categoryId' },
    scope: 'admin',
    params: z.object({ categoryId: id }),
    body: z.object({ name: shortText.optional(), position: z.int().min(0).max(1000).optional() }),
  }),
  removeCategory: endpoint({
    method: 'DELETE',
    path: '/api/categories/:categoryId',
    summary: 'Remove an empty category',
    permission: { action: 'space.categorise', on: 'category', param: 'categoryId' },
    scope: 'admin',
    params: z.object({ categoryId: id }),
  }),
})
