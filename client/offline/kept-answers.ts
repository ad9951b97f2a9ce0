import type { Session } from '#shared/contracts/identity.ts'
import { failureCode } from '../api/api-error.ts'
import { noteNow } from '../api/domain-clock.ts'
import { deviceDatabase, setDevicePerson } from './device-person.ts'

const SESSION = 'identity.session'
/** The reads without which a draft's page cannot be drawn. All other pages need the server. */
const KEPT = new Set([SESSION, 'spaces.list', 'spaces.show', 'drafts.show'])
/** Drafts, mostly; the longest unused go. */
const MOST = 200

interface KeptAnswer {
  answer: unknown
  /** Milliseconds of this device, to find the longest unused. */
  at: number
}

const fromDevice = new WeakSet<object>()

/** Whether this answer was given when the server could not be reached. */
export function isFromDevice(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && fromDevice.has(answer)
}

/**
 * Asks the server, and keeps the answer if its page is to open without it. Where the server cannot
 * be reached, what was kept for this person takes its place; else rejects as `ask` does.
 */
export async function askOrRecall<T>(key: readonly unknown[], ask: () => Promise<T>): Promise<T> {
  const name = String(key[0])
  if (!KEPT.has(name)) return ask()
  const asked = deviceDatabase()
  try {
    const answer = await ask()
    if (name === SESSION) await quietly(() => setDevicePerson(answer as Session))
    // What one person asked for is not kept for another who signed in meanwhile.
    if (name === SESSION || deviceDatabase() === asked) void quietly(() => keep(key, answer))
    return answer
  } catch (error) {
    const code = failureCode(error)
    if (code === 'not_found' || code === 'forbidden') void quietly(() => forget(key))
    const kept = code === 'offline' ? await quietly(() => recall(key)) : undefined
    if (kept === undefined) throw error
    return kept as T
  }
}

async function keep(key: readonly unknown[], answer: unknown): Promise<void> {
  const database = deviceDatabase()
  if (database === null) return
  const kept: KeptAnswer = { answer, at: Date.now() }
  await database.put('answers', JSON.stringify(key), kept)
  if ((await database.count('answers')) <= MOST) return
  const entries = (await database.entries('answers')) as [string, KeptAnswer][]
  const byAge = entries.toSorted(([, a], [, b]) => b.at - a.at)
  for (const [old] of byAge.slice(MOST)) await database.delete('answers', old)
}

async function recall(key: readonly unknown[]): Promise<unknown> {
  const kept = (await deviceDatabase()?.get('answers', JSON.stringify(key))) as
    | KeptAnswer
    | undefined
  const answer = kept?.answer
  if (typeof answer !== 'object' || answer === null) return undefined
  fromDevice.add(answer)
  // Later than that it is for certain; the device's own clock is not asked.
  if ('now' in answer && typeof answer.now === 'number') noteNow(answer.now)
  return answer
}

/** What a draft is called, as it was last seen here; null where it was never opened. */
export async function keptTitle(draftId: string): Promise<string | null> {
  const key = JSON.stringify(['drafts.show', { draftId }])
  const kept = await quietly(async () => deviceDatabase()?.get('answers', key))
  const shown = (kept as { answer?: { draft?: { title?: string } } } | undefined)?.answer
  return shown?.draft?.title ?? null
}

async function forget(key: readonly unknown[]): Promise<void> {
  await deviceDatabase()?.delete('answers', JSON.stringify(key))
}

/** A device that refuses to keep anything must not keep anyone from working. */
async function quietly<T>(task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task()
  } catch {
    return undefined
  }
}
