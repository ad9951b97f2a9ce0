import type { Tx } from '#server/storage/command.ts'
import type { PlenaryEvent } from '#shared/events/events.ts'
import type { ImportReport } from './import-report.ts'
import * as store from './import-store.ts'
import type { Links } from './links.ts'
import type { PlannedRecord, RecordKind } from './term-plan.ts'

/** An import under way: what is known already, and what has come of the file so far. */
export interface Import {
  tx: Tx
  groupId: string
  links: Links
  known: Map<string, store.KnownRecord>
  report: ImportReport
  events: PlenaryEvent[]
}

/** True: the record is new. */
export async function storeRecord(run: Import, record: PlannedRecord): Promise<boolean> {
  if (await isKnown(run, record)) return false
  const [first, ...others] = record.rows.map((row) => run.links.relink(row))
  if (!first) return false
  const id = (record.rows[0].values as { id: string }).id
  const same = await store.findSame(run.tx.db, first, record.sameBy)
  await remember(run, record, same ?? id)
  if (same !== null) {
    run.links.set(id, same)
    run.report.recognised.push(`${record.kind} ${record.title}`)
    return false
  }
  for (const row of [first, ...others]) await store.insertRow(run.tx.db, row)
  countAdded(run.report, record.kind)
  run.events.push(...record.events.map((event) => run.links.relink(event)))
  return true
}

/** Known from an earlier import: linked to its row, and compared with what the file said then. */
async function isKnown(run: Import, record: PlannedRecord): Promise<boolean> {
  const before = run.known.get(`${record.kind} ${record.fileId}`)
  if (!before) return false
  // A category that was removed since is not made again; what points at it points at none.
  const isGone = record.kind === 'category' && !(await store.hasCategory(run.tx.db, before.rowId))
  run.links.set((record.rows[0].values as { id: string }).id, isGone ? null : before.rowId)
  noteKnown(run.report, record, before.digest)
  return true
}

export function noteKnown(
  report: ImportReport,
  record: { kind: RecordKind; fileId: string; title: string; digest: string },
  before: string,
): void {
  const { kind, fileId, title } = record
  report.alreadyThere += 1
  if (before !== record.digest) report.differs.push({ kind, fileId, title })
}

export async function remember(
  run: Import,
  { kind, fileId, digest }: { kind: RecordKind; fileId: string; digest: string },
  rowId: string,
): Promise<void> {
  await store.insertRecord(run.tx.db, run.groupId, { kind, fileId, digest, rowId })
}

export function countAdded(report: ImportReport, kind: RecordKind): void {
  report.added[kind] = (report.added[kind] ?? 0) + 1
}
