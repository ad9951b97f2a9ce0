import { createHash } from 'node:crypto'
import type { Audience, PlenaryEvent } from '#shared/events/events.ts'
import { newId } from '#shared/ids.ts'
import { startOfDay } from '#shared/time.ts'
import type { TermFile } from './term-file.ts'
import type { PlannedRecord, PlannedRow, RecordKind, Remark } from './term-plan.ts'

const noon = 12 * 3_600_000

/** A citation as it is stored: words, and the file's id for a link later. */
export interface RestsOn {
  text: string | null
  ref: string | null
}

interface NewRecord {
  kind: RecordKind
  fileId: string
  title: string
  /** The file's record, or what of it counts for "differs". */
  source: unknown
  rows: [PlannedRow, ...PlannedRow[]]
  sameBy?: string[]
  events?: PlenaryEvent[]
}

type Marks = { illustrative?: boolean | null | undefined; inferred?: boolean | null | undefined }

/** What all parts of the plan share: ids, the group's time zone, what was planned so far. */
export class PlanContext {
  readonly term: TermFile
  readonly timeZone: string
  /** The file's clock, else the installation's: stands in where the file gives no time. */
  readonly now: number
  readonly records: PlannedRecord[] = []
  readonly remarks: Remark[] = []
  readonly #ids = new Map<string, string>()

  constructor(term: TermFile, now: number) {
    this.term = term
    this.timeZone = term.group.timezone ?? term.meta?.timezone ?? 'UTC'
    this.now = this.instantOf(term.meta?.clock) ?? now
  }

  get groupFileId(): string {
    return this.term.group.id ?? this.term.group.acronym
  }

  get groupId(): string {
    return this.idOf('group', this.groupFileId)
  }

  /** The row id of a file's record, drawn at the first asking. */
  idOf(kind: RecordKind, fileId: string): string {
    const key = `${kind} ${fileId}`
    const id = this.#ids.get(key) ?? newId()
    this.#ids.set(key, id)
    return id
  }

  maybeIdOf(kind: RecordKind, fileId: string | null | undefined): string | null {
    return fileId ? this.idOf(kind, fileId) : null
  }

  add(record: NewRecord): void {
    this.records.push(plannedRecord(record))
  }

  remark(remark: Remark): void {
    this.remarks.push(remark)
  }

  event(
    event: Pick<PlenaryEvent, 'kind' | 'payload'>,
    about: {
      audience: Audience
      spaceId?: string | null
      subject: { kind: string; id: string }
      at?: number | null
      actorId?: string | null
      actorFor?: string | null
    },
  ): PlenaryEvent {
    return {
      ...event,
      groupId: this.groupId,
      audience: about.audience,
      spaceId: about.spaceId ?? null,
      subject: about.subject,
      actorId: about.actorId ?? null,
      actorFor: about.actorFor ?? null,
      imported: { at: about.at ?? null },
    } as PlenaryEvent
  }

  /** A time or a day (its noon; of a month or year the first day's) as an instant. */
  instantOf(value: string | null | undefined): number | null {
    if (!value) return null
    if (value.includes('T')) return Date.parse(value)
    return startOfDay(`${value}-01-01`.slice(0, 10), this.timeZone) + noon
  }

  /** What a decision gives access or membership; its number as it is cited, else its id. */
  decision(id: string | null | undefined): RestsOn {
    if (!id) return { text: null, ref: null }
    const decision = this.term.decisions?.find((row) => row.id === id)
    return { text: decision?.number ?? id, ref: id }
  }
}

export function plannedRecord({
  kind,
  fileId,
  title,
  source,
  rows,
  sameBy,
  events,
}: NewRecord): PlannedRecord {
  return {
    kind,
    fileId,
    title,
    digest: digestOf(source),
    rows,
    sameBy: sameBy ?? [],
    events: events ?? [],
  }
}

/** The same for the same content, whatever the order of its keys. */
export function digestOf(source: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(source)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  )
}

export function provenanceOf(marks: Marks | undefined): string | null {
  if (marks?.illustrative) return 'illustrative'
  return marks?.inferred ? 'inferred' : null
}

export function flag(value: boolean | null | undefined): 0 | 1 {
  return value ? 1 : 0
}
