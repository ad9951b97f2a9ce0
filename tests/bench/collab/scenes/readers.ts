import { Child } from '../child.ts'
import type { ClientOrder, Joiner } from '../clients/orders.ts'
import type { longDraft } from '../drafts.ts'
import { sleep } from '../measure.ts'
import type { SeededServer } from '../running-server.ts'

/** Each opens several: a person may have 32 connections. */
export const READING_PEOPLE = 60
const STEP = 100
/** Milliseconds, for a collection of what opening left behind. */
const SETTLING = 5000

export interface ReadersFigures {
  /** How many drafts stood open when the memory was read; fewer than asked for: the server died. */
  opened: number
  /** MiB resident; for `opened` short of all, carried on in proportion. */
  memory: number
}

/** Drafts of 259,778 edits, each opened for reading by one person: what the server takes for it. */
export async function measureReaders(
  seeded: SeededServer,
  draft: ReturnType<typeof longDraft>,
): Promise<ReadersFigures> {
  const { drafts, kind, tokens } = seeded
  const server = await seeded.start()
  const client = new Child('clients/client-process.ts')
  await sleep(1000)
  const idle = server.memory()
  let [opened, memory] = [0, idle]
  try {
    while (opened < drafts.length) {
      const joiners = drafts.slice(opened, opened + STEP).map((name, n): Joiner => ({
        draft: name,
        token: tokens[(opened + n) % READING_PEOPLE] ?? null,
        paragraph: null,
      }))
      const order: ClientOrder = {
        kind: 'read',
        server: kind,
        url: server.url,
        joiners,
        length: draft.characters,
      }
      const hasRead = await Promise.race([
        client.ask(order).then(() => true),
        server.died.then(() => false),
      ])
      if (!hasRead) break
      opened += joiners.length
      if (opened === drafts.length) await sleep(SETTLING)
      memory = server.memory()
    }
  } finally {
    await client.end('SIGKILL')
    await server.stop()
  }
  return { opened, memory: idle + ((memory - idle) / opened) * drafts.length }
}
