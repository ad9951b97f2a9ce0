import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type * as Y from 'yjs'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'
import { CountingClient } from './support/counting-client.ts'
import {
  freePort,
  ProductProcess,
  readDraftFromDisk,
  seedProduct,
} from './support/product-process.ts'
import { SeededRandom } from './support/seeded-random.ts'
import { connectStockClient } from './support/stock-client.ts'
import { TypingHand } from './support/typing-hand.ts'
import { until } from './support/until.ts'

/** `PLENARY_KILL_ROUNDS=50` kills as often. */
const ROUNDS = Number(process.env['PLENARY_KILL_ROUNDS'] ?? 5)
const WRITERS = ['fp.alpha', 'fp.beta', 'principal.beta']

function textOf(doc: Y.Doc): string {
  return doc.getXmlFragment('default').toString()
}

/** The letters of `expected` that `text` lacks. */
function missing(expected: Iterable<string>, text: string): string[] {
  return [...expected].filter((letter) => !text.includes(letter))
}

async function startTyping() {
  const dataDir = temporaryFolder()
  const seeded = await seedProduct(dataDir, [...WRITERS, 'observer'])
  const port = await freePort()
  const url = `ws://127.0.0.1:${port}/collab`
  let server = new ProductProcess(dataDir, port)
  let next = new ProductProcess(dataDir, port)
  onTestFinished(async () => void (await Promise.all([server.kill(), next.kill()])))
  await server.serve()
  const { draftId, tokens } = seeded
  const counting = new CountingClient(`${url}/${draftId}`, tokens[WRITERS[0]!]!)
  const stock = [WRITERS[1]!, WRITERS[2]!, 'observer'].map((login) =>
    connectStockClient(url, draftId, { token: tokens[login]! }),
  )
  const docs = [counting.doc, ...stock.map(({ doc }) => doc)]
  const isEverybodyIn = () =>
    counting.isConnected && stock.every(({ provider }) => provider.wsconnected && provider.synced)
  const random = new SeededRandom(1)
  const hands = [
    new TypingHand(counting.doc, 0, random, (edit) => counting.edit(edit)),
    ...stock.slice(0, 2).map(({ doc }, index) => new TypingHand(doc, index + 1, random)),
  ]
  onTestFinished(() => {
    for (const hand of hands) hand.stop()
    counting.destroy()
    for (const client of stock) client.destroy()
  })
  await until('everybody is in', isEverybodyIn)
  return {
    counting,
    docs,
    draftId,
    dataDir,
    hands,
    random,
    isEverybodyIn,
    isEverybodyOut: () =>
      !counting.isConnected && stock.every(({ provider }) => !provider.wsconnected),
    kill: () => server.kill(),
    restart: async () => {
      server = next
      next = new ProductProcess(dataDir, port)
      await server.serve()
    },
  }
}

describe('C4 C5: killed at any moment under load', () => {
  it(
    `H4 H7: ${ROUNDS} kills lose nothing that was acknowledged or that anybody saw, and double nothing`,
    { timeout: 20_000 + ROUNDS * 8_000 },
    async () => {
      const { counting, docs, draftId, dataDir, hands, random, ...world } = await startTyping()
      const counts = { acknowledged: 0, seen: 0 }
      for (let round = 0; round < ROUNDS; round++) {
        for (const hand of hands) hand.start()
        // The moment of the kill is the point: anywhere in a commit, a relay, an answer.
        await pause(80 + random.below(300))
        await world.kill()
        for (const hand of hands) hand.stop()
        await until('everybody has noticed', world.isEverybodyOut)
        const stored = textOf(await readDraftFromDisk(dataDir, draftId))
        const said = hands[0]!.typed.slice(0, counting.acknowledged)
        const seen = docs.flatMap((doc, index) => lettersOfOthers(doc, hands, index))
        expect(missing(said, stored)).toEqual([])
        expect(missing(seen, stored)).toEqual([])
        counts.acknowledged = said.length
        counts.seen += seen.length
        await world.restart()
        await until('everybody is back', world.isEverybodyIn)
      }
      await until('all is saved', () => counting.isSaved)
      const all = hands.flatMap(({ typed }) => typed)
      await until('all is everywhere', () =>
        docs.every((doc) => missing(all, textOf(doc)).length === 0),
      )
      const texts = new Set(docs.map(textOf))
      expect(texts.size).toBe(1)
      const [text] = [...texts]
      expect([...text!].filter((letter) => all.includes(letter)).length).toBe(all.length)
      await world.kill()
      expect(textOf(await readDraftFromDisk(dataDir, draftId))).toBe(text)
      // Else nothing was at stake.
      expect(counts.acknowledged).toBeGreaterThan(ROUNDS)
      expect(counts.seen).toBeGreaterThan(ROUNDS)
    },
  )
})

function lettersOfOthers(doc: Y.Doc, hands: TypingHand[], index: number): string[] {
  const text = textOf(doc)
  const others = hands.filter((_, hand) => hand !== index)
  return others.flatMap(({ typed }) => typed.filter((letter) => text.includes(letter)))
}
