import { z } from 'zod'
import {
  calendarDate,
  contract,
  endpoint,
  id,
  instant,
  language,
  longText,
  provenance,
  readAt,
  shortText,
} from './contract.ts'
import { authorshipEndpoints } from './draft-authorship.ts'
import { versionEndpoints } from './draft-versions.ts'
import { markdown } from './forum.ts'
import { actor, agencyPlate } from './people.ts'

export const draftKinds = [
  'minutes',
  'proposal',
  'statement',
  'workingPaper',
  'note',
  'letter',
  'report',
  'agenda',
] as const
export const draftKind = z.enum([...draftKinds, 'matrix'])
export const draftState = z.enum([
  'draft',
  'circulated',
  'agreed',
  'underSilence',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
])

const drafters = z.object({
  /** Everyone who takes part in the space, or those chosen below (chair and secretariat always). */
  rule: z.enum(['space', 'chosen']),
  agencies: z.array(agencyPlate),
  seats: z.array(z.object({ id, title: z.string(), name: z.string().nullable() })),
})

const draftRow = z.object({
  id,
  spaceId: id,
  kind: draftKind,
  title: z.string(),
  subtitle: z.string().nullable(),
  state: draftState,
  symbol: z.string().nullable(),
  commentsDue: calendarDate.nullable(),
  createdBy: actor.nullable(),
  createdAt: instant,
  editedAt: instant.nullable(),
  editedBy: actor.nullable(),
  versionCount: z.int(),
  hasText: z.boolean(),
  provenance,
})
export type DraftRow = z.output<typeof draftRow>

/** Why one may not write, for the words beside "Read-only". */
export const whyReadOnly = z.enum([
  'reads', // the role in the space
  'notDrafter',
  'circulated',
  'underSilence',
  'agreed',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
  'archived',
  'noText',
  'guest',
])

/** Text that was written into a paragraph which somebody else replaced meanwhile (H6). */
const orphan = z.object({
  id,
  text: z.string(),
  author: actor.nullable(),
  /** When it was found to stand in a paragraph that is gone. */
  foundAt: instant,
  /** The words before it, as they stood in the paragraph; may be empty. */
  near: z.string(),
})

const forDraft = z.object({ draftId: id })
const forSpace = z.object({ spaceId: id })

export const drafts = contract('drafts', {
  list: endpoint({
    method: 'GET',
    path: '/api/spaces/:spaceId/drafts',
    summary: 'Drafts of a space, lately edited first',
    permission: { action: 'space.read', on: 'space', param: 'spaceId' },
    scope: 'read',
    params: forSpace,
    response: readAt.extend({ drafts: z.array(draftRow) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/spaces/:spaceId/drafts',
    summary: 'Create a draft from its kind’s template',
    permission: { action: 'draft.create', on: 'space', param: 'spaceId' },
    scope: 'draft',
    params: forSpace,
    body: z.object({
      kind: z.enum(draftKinds),
      title: shortText,
      language: language.default('en'),
      isBlank: z.boolean().default(false),
    }),
    response: z.object({ id }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId',
    summary: 'A draft: state, drafters, what I may do and why not; its text comes over /collab',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    response: readAt.extend({
      draft: draftRow.extend({
        spaceName: z.string(),
        groupId: id,
        epoch: z.int(),
        language: z.string(),
        note: z.string().nullable(),
        withdrawnReason: z.string().nullable(),
        drafters,
      }),
      discussions: z.array(
        z.object({ topicId: id, title: z.string(), quote: z.string(), postCount: z.int() }),
      ),
      may: z.object({
        write: z.boolean(),
        whyNot: whyReadOnly.nullable(),
        nameVersion: z.boolean(),
        restore: z.boolean(),
        rename: z.boolean(),
        nameDrafters: z.boolean(),
        withdraw: z.boolean(),
        discuss: z.boolean(),
      }),
    }),
  }),
  text: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/text',
    summary: 'The committed text as HTML, Markdown or plain text',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    query: z.object({ format: z.enum(['html', 'markdown', 'text']).default('html') }),
    response: z.object({ text: z.string() }),
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/api/drafts/:draftId',
    summary: 'Rename a draft',
    permission: { action: 'draft.rename', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft,
    body: z.object({ title: shortText }),
  }),
  nameDrafters: endpoint({
    method: 'PUT',
    path: '/api/drafts/:draftId/drafters',
    summary: 'Say who may write: everyone who takes part, or chosen agencies and seats',
    permission: { action: 'draft.nameDrafters', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft,
    body: z.object({
      rule: z.enum(['space', 'chosen']),
      agencyIds: z.array(id).max(200).default([]),
      seatIds: z.array(id).max(200).default([]),
    }),
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/withdraw',
    summary: 'Withdraw a draft before issue; it is kept, greyed',
    permission: { action: 'draft.withdraw', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft,
    body: z.object({ reason: longText }),
  }),
  ...versionEndpoints,
  ...authorshipEndpoints,
  orphans: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/orphans',
    summary: 'Text written into paragraphs that others replaced meanwhile, oldest first',
    permission: { action: 'draft.edit', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    response: readAt.extend({ orphans: z.array(orphan) }),
  }),
  insertOrphan: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/orphans/:orphanId/insert',
    summary: 'Put such text back where its words belong, credited to who wrote it',
    permission: { action: 'draft.edit', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft.extend({ orphanId: id }),
  }),
  dismissOrphan: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/orphans/:orphanId/dismiss',
    summary: 'Say that such text is not needed; it is kept, and no longer offered',
    permission: { action: 'draft.edit', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft.extend({ orphanId: id }),
  }),
  discuss: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/discuss',
    summary: 'Start a topic about words of a draft; both point to each other',
    permission: { action: 'draft.discuss', on: 'draft', param: 'draftId' },
    scope: 'post',
    params: forDraft,
    body: z.object({
      quote: z.string().trim().min(1).max(2000),
      prefix: z.string().max(200).default(''),
      suffix: z.string().max(200).default(''),
      /** Yjs relative positions as JSON, to find the words again while the text changes. */
      from: z.string().max(1000).nullable().default(null),
      to: z.string().max(1000).nullable().default(null),
      title: shortText,
      markdown,
      categoryId: id.nullable().default(null),
    }),
    response: z.object({ topicId: id }),
  }),
})
