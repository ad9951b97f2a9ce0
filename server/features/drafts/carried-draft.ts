import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import type { drafts } from '#shared/contracts/drafts.ts'
import { calendarDay } from '#shared/time.ts'
import type { ExportedText } from './authorship-export.ts'
import type { DraftRow } from './drafts-store.ts'

interface Carried {
  row: DraftRow
  group: { name: string; acronym: string; time_zone: string }
  text: ExportedText
  /** As `text.authors`, by name. */
  authors: CreditedAuthor[]
  isIssued: boolean
  /** Milliseconds of domain time. */
  now: number
}

/** A draft as a file that can be imported: the text as it is, and who wrote it, by name. */
export function carriedDraft(carried: Carried): ResponseOf<typeof drafts.export> {
  const { row, group, text, authors, isIssued, now } = carried
  const agencies = new Map(authors.flatMap(({ agency }) => (agency ? [[agency.id, agency]] : [])))
  return {
    group: { name: group.name, acronym: group.acronym },
    agencies: [...agencies.values()].map(({ id, acronym, name }) => ({ id, acronym, name })),
    documents: [
      {
        id: row.id,
        class: row.kind,
        title: row.title,
        subtitle: row.subtitle,
        state: row.state,
        symbol: row.symbol,
        languages: [row.language],
        versions: [
          {
            date: calendarDay(now, group.time_zone),
            document: { ...text.doc, type: 'doc' },
            authorship: isIssued
              ? null
              : {
                  authors: authors.map(({ name, agency }) => ({
                    person: name,
                    agency: agency?.acronym ?? null,
                  })),
                  runs: text.runs.flatMap(({ from, to, author }) => [from, to, author]),
                  deletions: text.deletions.flatMap(({ at, author, day }) => [at, author, day]),
                },
          },
        ],
      },
    ],
  }
}
