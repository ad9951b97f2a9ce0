import { z } from 'zod'
import { calendarDate, endpoint, id } from './contract.ts'
import { agencyPlate } from './people.ts'

/** Who wrote words: by name, or the agency alone where no more is recorded. */
export const creditedAuthor = z.object({
  personId: id.nullable(),
  name: z.string().nullable(),
  agency: agencyPlate.nullable(),
})
export type CreditedAuthor = z.output<typeof creditedAuthor>

/** Who wrote what of a document, as files carry it; docs/import-format.md says how it is read. */
const carriedAuthorship = z.object({
  /** A person's name, an agency's acronym. */
  authors: z.array(z.object({ person: z.string().nullable(), agency: z.string().nullable() })),
  /** [from, to, index into `authors`, …]: ProseMirror positions, `to` exclusive. */
  runs: z.array(z.int()),
  /** [position, index into `authors`, days since 1970-01-01 (UTC), …]: words were taken out there. */
  deletions: z.array(z.int()),
})

/** A draft as a record of the section `documents` of an import file. */
const carriedDocument = z.object({
  id,
  class: z.string(),
  title: z.string(),
  subtitle: z.string().nullable(),
  state: z.string(),
  symbol: z.string().nullable(),
  languages: z.array(z.string()),
  versions: z.array(
    z.object({
      date: calendarDate,
      /** ProseMirror JSON in the schema of drafts. */
      document: z.looseObject({ type: z.literal('doc') }),
      authorship: carriedAuthorship.nullable(),
    }),
  ),
})

const forDraft = z.object({ draftId: id })

/** The part of the contract of drafts that is about who wrote what. Nobody is counted. */
export const authorshipEndpoints = {
  authorship: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/authorship',
    summary: 'Who wrote and who deleted which Yjs clocks of a draft; of an issued one, nothing',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    response: z.object({
      authors: z.array(creditedAuthor),
      /** [client id, clock, index into `authors` or -1, …]: from that clock on to the next entry. */
      clients: z.array(z.int()),
      /** [client id, clock, length, index into `authors`, days since 1970-01-01 (UTC), …] */
      deletions: z.array(z.int()),
    }),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/drafts/:draftId/export',
    summary: 'A draft as an import file, with who wrote what; an issued one without',
    permission: { action: 'draft.read', on: 'draft', param: 'draftId' },
    scope: 'read',
    params: forDraft,
    response: z.object({
      group: z.object({ name: z.string(), acronym: z.string() }),
      agencies: z.array(z.object({ id, acronym: z.string(), name: z.string() })),
      documents: z.array(carriedDocument),
    }),
  }),
}
