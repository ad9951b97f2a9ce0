import { Child } from '../child.ts'
import type { ClientOrder } from '../clients/orders.ts'
import type { longDraft } from '../drafts.ts'
import { median, sleep } from '../measure.ts'
import type { SeededServer } from '../running-server.ts'

const WARM_OPENINGS = 11
/** Milliseconds, for what a server does by itself after its start. */
const SETTLING = 1000

export interface OpeningFigures {
  /** Milliseconds: by the first who comes after the server's start. */
  cold: number
  /** By somebody who comes while another is in the draft. */
  warm: number
}

/** A draft of 259,778 edits, from connecting to complete, as the median of so many starts. */
export async function measureOpening(
  seeded: SeededServer,
  draft: ReturnType<typeof longDraft>,
  starts: number,
): Promise<OpeningFigures> {
  const client = new Child('clients/client-process.ts')
  const [cold, warm]: number[][] = [[], []]
  try {
    for (let n = 0; n < starts; n++) {
      const server = await seeded.start()
      await sleep(SETTLING)
      const [first, ...others] = await client.ask<number[]>({
        kind: 'open',
        server: seeded.kind,
        url: server.url,
        joiner: { draft: seeded.drafts[0] ?? '', token: seeded.tokens[0] ?? null, paragraph: null },
        times: 1 + WARM_OPENINGS,
        length: draft.characters,
        update: draft.update,
      } satisfies ClientOrder)
      cold?.push(first ?? Number.NaN)
      warm?.push(...others)
      await server.stop()
    }
  } finally {
    await client.end('SIGKILL')
  }
  return { cold: median(cold ?? []), warm: median(warm ?? []) }
}
