import { z } from 'zod'
import { comparison } from './comparison.ts'
import { endpoint, id, instant, provenance, readAt, shortText } from './contract.ts'
import { actor } from './people.ts'

export const versionKinds = ['named', 'automatic', 'beforeRestore', 'imported'] as const

const version = z.object({
  id,
  number: z.int(),
  /** Empty for what was kept automatically. */
  label: z.string(),
  kind: z.enum(versionKinds),
  note: z.string().nullable(),
  /** Nobody for what was kept automatically. */
  author: actor.nullable(),
  /** Who changed the text since the version before, by name; never how much. */
  editors: z.array(actor),
  /** The file's date where the day alone is known. */
  date: z.string().nullable(),
  createdAt: instant,
  hasText: z.boolean(),
  /** Of the document as canonical JSON, in hex. */
  sha256: z.string(),
  provenance,
})

const forDraft = z.object({ draftId: id })
const forVersion = forDraft.extend({ versionId: id })
const naming = z.object({ label: shortText, note: z.string().trim().max(1000).default('') })

/** The part of the contract of drafts that is about their versions. */
export const versionEndpoints = {
  versions: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/versions',
    summary: 'Versions of a draft, newest first',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    response: readAt.extend({ versions: z.array(version) }),
  }),
  nameVersion: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/versions',
    summary: 'Keep the committed text as a named version',
    permission: { action: 'draft.nameVersion', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forDraft,
    body: naming,
    response: z.object({ id, number: z.int() }),
  }),
  version: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/versions/:versionId',
    summary: 'A version and its text as HTML',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forVersion,
    response: z.object({ version, html: z.string() }),
  }),
  versionText: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/versions/:versionId/text',
    summary: 'A version’s text as HTML, Markdown, plain text, or the JSON that its SHA-256 is over',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forVersion,
    query: z.object({ format: z.enum(['html', 'markdown', 'text', 'json']).default('html') }),
    response: z.object({ text: z.string(), sha256: z.string() }),
  }),
  nameKeptVersion: endpoint({
    method: 'PATCH',
    path: '/api/drafts/:draftId/versions/:versionId',
    summary: 'Give a version that was kept automatically a name, so that it is kept for good',
    permission: { action: 'draft.nameVersion', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forVersion,
    body: naming,
  }),
  compare: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/compare',
    summary: 'What changed from a version to another, or to the text now, and who wrote it',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    query: z.object({ from: id, to: id.or(z.literal('now')).default('now') }),
    response: comparison,
  }),
  restoreVersion: endpoint({
    method: 'POST',
    path: '/api/drafts/:draftId/versions/:versionId/restore',
    summary: 'Make the text read as that version again, as a change that others can follow',
    permission: { action: 'draft.restore', on: 'draft', param: 'draftId' },
    scope: 'draft',
    params: forVersion,
    response: z.object({ keptAs: z.int() }),
  }),
}
