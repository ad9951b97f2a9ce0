import type { Storage } from '#server/storage/storage.ts'
import type { ImportReport } from './import-report.ts'
import { importCommands } from './import-term-service.ts'
import { parseTermFile } from './parse-term-file.ts'
import { planTerm } from './plan-term.ts'

export { type ImportReport, reportLines } from './import-report.ts'
export { hasAdministrator } from './import-store.ts'
export { termFileSchema } from './term-file-schema.ts'

/**
 * Imports a term's file (JSON text): one command, all of it or nothing, and nothing twice. `now` is
 * the installation's domain time. Throws `invalid` with the line or path where the file is broken.
 */
export async function importTerm(
  storage: Storage,
  source: string,
  now: number,
): Promise<ImportReport> {
  const term = parseTermFile(source)
  const plan = await planTerm(term, now)
  return storage.exec(importCommands.importTerm, { plan, groupName: term.group.name })
}

/** The same into an empty database whose clock then starts at the file's and runs on. */
export async function importDemoTerm(storage: Storage, source: string): Promise<ImportReport> {
  const term = parseTermFile(source)
  const realNow = Date.now()
  const plan = await planTerm(term, realNow)
  const demoClockOffset = plan.clock - realNow
  return storage.exec(importCommands.importTerm, {
    plan,
    groupName: term.group.name,
    demoClockOffset,
  })
}
