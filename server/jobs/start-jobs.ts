import type { Services } from '#server/services.ts'
import { ensureHousekeeping, housekeepingHandlers } from './housekeeping.ts'
import { type JobHandler, JobRunner } from './job-runner.ts'

/** Starts the installation's one loop of jobs: the given kinds, and housekeeping each day. */
export function startJobs(
  { storage, log }: Pick<Services, 'storage' | 'log'>,
  handlers: Record<string, JobHandler>,
): JobRunner {
  const runner = new JobRunner({ storage, log }, { ...housekeepingHandlers(storage), ...handlers })
  runner.start()
  ensureHousekeeping(storage).then(
    () => runner.kick(),
    (error: unknown) =>
      log.warn({ err: error }, 'housekeeping is not planned; the next start tries again'),
  )
  return runner
}
