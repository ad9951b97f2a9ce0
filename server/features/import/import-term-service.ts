import { command } from '#server/storage/command.ts'
import type { PlenaryEvent } from '#shared/events/events.ts'
import type { ImportReport } from './import-report.ts'
import { type Import, storeRecord } from './import-run.ts'
import * as store from './import-store.ts'
import { storeTopic } from './import-topics.ts'
import { Links } from './links.ts'
import type { TermPlan } from './term-plan.ts'

interface ImportInput {
  plan: TermPlan
  groupName: string
  /** For a demonstration in an empty database: its clock starts at the file's. */
  demoClockOffset?: number
}

/**
 * Stores a planned term: what is missing is added, what exists is not changed, all of it or
 * nothing. Found again by (group, the file's id).
 */
const importTerm = command('import.term', async (tx, input: ImportInput): Promise<ImportReport> => {
  const { plan } = input
  const found = await store.findGroupOf(tx.db, plan.groupFileId, plan.groupAcronym)
  const groupId = found ?? plan.groupId
  const known = found ? await store.knownRecords(tx.db, found) : []
  const report: ImportReport = {
    groupId,
    groupName: input.groupName,
    added: {},
    alreadyThere: 0,
    recognised: [],
    differs: [],
    remarks: plan.remarks,
  }
  const run: Import = {
    tx,
    groupId,
    links: new Links(plan.groupId, groupId),
    known: new Map(known.map((record) => [`${record.kind} ${record.fileId}`, record])),
    report,
    events: [],
  }
  for (const record of plan.records) await storeRecord(run, record)
  for (const topic of plan.topics) await storeTopic(run, topic, plan)
  for (const record of plan.anchors) await storeRecord(run, record)
  if (input.demoClockOffset !== undefined) await store.setClock(tx.db, input.demoClockOffset)
  const clockOffset = input.demoClockOffset ?? tx.now - tx.realNow
  emitAll(run, tx.realNow + clockOffset)
  return report
})

function timeOf(event: PlenaryEvent): number {
  return event.imported?.at ?? -Infinity
}

/**
 * What has no time first, then by time: the log reads as the term went. `now`: of the import, on the
 * clock that the installation has after it.
 */
function emitAll({ tx, groupId, events, report }: Import, now: number): void {
  // Two times of -Infinity would differ by NaN.
  const sorted = events.toSorted((a, b) => (timeOf(a) === timeOf(b) ? 0 : timeOf(a) - timeOf(b)))
  for (const event of sorted) tx.emit({ ...event, imported: { at: event.imported?.at ?? now } })
  const added = Object.values(report.added).reduce((sum, count) => sum + count, 0)
  if (added === 0) return
  tx.emit({
    kind: 'term.imported',
    payload: { added },
    groupId,
    audience: `group:${groupId}`,
    spaceId: null,
    subject: { kind: 'group', id: groupId },
    actorId: null,
    actorFor: null,
    ...(now !== tx.now && { imported: { at: now } }),
  })
}

export const importCommands = { importTerm }
