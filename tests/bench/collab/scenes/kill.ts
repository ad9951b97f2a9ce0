import { Child } from '../child.ts'
import type { ClientOrder, Clocks, Joiner, Records } from '../clients/orders.ts'
import { shortDraft } from '../drafts.ts'
import { sleep } from '../measure.ts'
import type { RunningServer, SeededServer } from '../running-server.ts'
import type { Seeds } from '../servers/server-kind.ts'

const DRAFTS = 5
const EACH = 4

export const killSeeds = (): Seeds => ({
  state: shortDraft(EACH),
  count: DRAFTS,
  people: DRAFTS * EACH,
})

/** Keystrokes; sums may be made of them. */
export interface KillFigures {
  typed: number
  /** The server had told their writers that they are saved. */
  acknowledged: number
  /** Somebody else had them in the document. */
  seen: number
  /** Gone after the restart, of those that were acknowledged or seen. */
  lost: number
}

/** 20 people type ten keys a second into five drafts; SIGKILL after `afterMs`; what is left? */
export async function killWhileTyping(seeded: SeededServer, afterMs: number): Promise<KillFigures> {
  const server = await seeded.start()
  const people = new Child('clients/client-process.ts')
  let survivor: RunningServer | null = null
  try {
    await people.ask(joinAll(seeded, server, true))
    await people.ask({ kind: 'type', keysPerSecond: 10, within: 200, carets: true })
    await sleep(afterMs)
    await server.kill()
    // What it had sent is read still, before the order is; nobody sends anything again.
    await people.ask({ kind: 'leave' } satisfies ClientOrder)
    const records = await people.ask<Records>({ kind: 'records' })
    survivor = await server.restart()
    return compare(records, await storedClocks(seeded, survivor))
  } finally {
    await people.end('SIGKILL')
    await (survivor ?? server).stop()
  }
}

function joinAll({ drafts, kind, tokens }: SeededServer, { url }: RunningServer, types: boolean) {
  const joiners = Array.from({ length: types ? DRAFTS * EACH : DRAFTS }, (_, n): Joiner => ({
    draft: drafts[n % DRAFTS] ?? '',
    token: tokens[n] ?? null,
    paragraph: types ? Math.floor(n / DRAFTS) : null,
  }))
  return { kind: 'join', server: kind, url, joiners, observes: types } satisfies ClientOrder
}

/** What somebody gets who was not there. */
async function storedClocks(seeded: SeededServer, server: RunningServer): Promise<Clocks> {
  const reader = new Child('clients/client-process.ts')
  try {
    await reader.ask(joinAll(seeded, server, false))
    return await reader.ask<Clocks>({ kind: 'clocks' })
  } finally {
    await reader.end('SIGKILL')
  }
}

function compare({ saved, seen, typed }: Records, stored: Clocks): KillFigures {
  const savedTo = new Map<number, number>()
  for (let n = 0; n < saved.length; n += 3) savedTo.set(saved[n]!, saved[n + 1]!)
  const seenTo = new Map<number, number>()
  for (let n = 0; n < seen.length; n += 4) {
    seenTo.set(seen[n]!, Math.max(seenTo.get(seen[n]!) ?? 0, seen[n + 2]!))
  }
  const storedTo = new Map(stored)
  const figures: KillFigures = { typed: 0, acknowledged: 0, seen: 0, lost: 0 }
  for (let n = 0; n < typed.length; n += 3) {
    const [client, clock] = [typed[n]!, typed[n + 1]!]
    const isAcknowledged = clock < (savedTo.get(client) ?? 0)
    const isSeen = clock < (seenTo.get(client) ?? 0)
    figures.typed++
    if (isAcknowledged) figures.acknowledged++
    if (isSeen) figures.seen++
    if ((isAcknowledged || isSeen) && clock >= (storedTo.get(client) ?? 0)) figures.lost++
  }
  return figures
}
