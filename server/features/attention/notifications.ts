import type { Services } from '#server/services.ts'
import { noticedKinds } from '#shared/rules/notification.ts'
import { attentionCommands } from './attention-service.ts'
import { groupIds } from './notice-store.ts'

export interface Notifications {
  /** Resolves when everything committed so far has been noticed. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Commits of one moment are read in one step. */
const pauseMs = 50
/** After the storage refused. */
const retryMs = 2000

/**
 * The reader of the log that makes notifications: at start it takes up where it stood, then after
 * each commit that has something for it. Its place is in the database, so a stop at any instant
 * loses and repeats nothing.
 */
export function startNotifications(
  services: Pick<Services, 'storage' | 'config' | 'log'>,
): Notifications {
  const { storage, log } = services
  const isMailConfigured = services.config.smtpUrl !== null
  const kinds = new Set<string>(noticedKinds)
  let waiting: Set<string> | 'all' = 'all'
  let timer: NodeJS.Timeout | undefined
  /** One step at a time; what comes during one waits for the next. */
  let steps = Promise.resolve()
  let isStopped = false

  async function advance(groupId: string): Promise<void> {
    for (;;) {
      const input = { groupId, isMailConfigured }
      const { hasMore } = await storage.exec(attentionCommands.advance, input, { key: null })
      if (!hasMore || isStopped) return
    }
  }

  async function run(): Promise<void> {
    const wanted = waiting
    waiting = new Set()
    try {
      const groups = wanted === 'all' ? await groupIds(storage.db) : wanted
      for (const groupId of groups) await advance(groupId)
    } catch (error) {
      log.warn({ err: error }, 'notifications wait for the storage')
      waiting = 'all'
      soon(retryMs)
    }
  }

  function soon(inMs: number): void {
    if (isStopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      void now()
    }, inMs)
    timer.unref()
  }

  function now(): Promise<void> {
    steps = steps.then(() => (isStopped ? undefined : run()))
    return steps
  }

  const unsubscribe = storage.onCommit((events) => {
    let isForUs = false
    for (const event of events) {
      if (event.imported || !kinds.has(event.kind)) continue
      isForUs = true
      if (waiting !== 'all') waiting.add(event.groupId)
    }
    if (isForUs) soon(pauseMs)
  })
  soon(0)

  return {
    async settled() {
      clearTimeout(timer)
      timer = undefined
      await now()
    },
    async stop() {
      isStopped = true
      unsubscribe()
      clearTimeout(timer)
      await steps
    },
  }
}
