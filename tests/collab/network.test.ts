import { describe, expect, it, onTestFinished } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { DraftSession } from '../../client/editor/connection/draft-session.ts'
import { startCollabServer } from './support/collab-server.ts'
import type { CollabServer } from './support/collab-server.ts'
import { CountingClient } from './support/counting-client.ts'
import { storedText } from './support/fresh-reader.ts'
import { CALM, LossyProxy } from './support/lossy-proxy.ts'
import type { Weather } from './support/lossy-proxy.ts'
import { SeededRandom } from './support/seeded-random.ts'
import { appendParagraph } from './support/stock-client.ts'
import { TypingHand } from './support/typing-hand.ts'
import { until } from './support/until.ts'

/** A fifth of all packets is lost, and a connection lives for a second or two. */
const BAD: Weather = { latency: 5, loss: 0.2, resend: 20, cut: 0.004, packet: 300 }
const WRITERS = ['ann', 'bob', 'cat']

interface Network {
  server: CollabServer
  proxy: LossyProxy
  url: string
}

async function throughProxy(weather: Weather): Promise<Network> {
  const server = await startCollabServer()
  server.log.create('7')
  for (const token of WRITERS) server.access.grant(token, ['7'])
  const proxy = await LossyProxy.open(
    Number(new URL(server.url).port),
    weather,
    new SeededRandom(1),
  )
  onTestFinished(async () => {
    await proxy.close()
    await server.stop()
  })
  return { server, proxy, url: `ws://127.0.0.1:${proxy.port}/collab` }
}

/** The product's own client. */
function openSession(url: string, token: string, changed: () => void = () => undefined) {
  class SocketWithToken extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${token}` } })
    }
  }
  const socket = SocketWithToken as unknown as typeof globalThis.WebSocket
  const target = { url, draftId: '7', epoch: null, socket }
  const refused = (_code: number, word: string) => {
    throw new Error(`sent away: ${word}`)
  }
  const session = new DraftSession(new Y.Doc(), target, {
    changed,
    refused,
    lostIdentity: () => undefined,
  })
  session.connect()
  onTestFinished(() => session.destroy())
  return session
}

async function writeFirstParagraph({ server }: Network): Promise<void> {
  const client = new CountingClient(`${server.url}/7`, 'ann')
  await until('it is in', () => client.isSaved)
  client.edit(() => appendParagraph(client.doc, '.'))
  await until('it is stored', () => client.isSaved)
  client.destroy()
}

function lettersIn(text: string): string[] {
  return [...text].filter((letter) => letter >= '\u4e00' && letter <= '\u9fff').sort()
}

describe('C1 C4 C5: over a network that loses a fifth and cuts connections in mid-frame', () => {
  it('H4: nothing is lost or doubled, and "Saved" is never said of what is not stored', async () => {
    const network = await throughProxy(CALM)
    const { server, proxy, url } = network
    await writeFirstParagraph(network)
    const random = new SeededRandom(2)
    const lies: string[] = []
    const hands: TypingHand[] = []
    const sessions: DraftSession[] = []
    for (const token of ['ann', 'bob']) sessions.push(openSession(url, token, () => look()))
    const counting = new CountingClient(`${url}/7`, 'cat')
    onTestFinished(() => counting.destroy())
    const docs = [...sessions.map(({ doc }) => doc), counting.doc]
    docs.forEach((doc, index) => {
      const type = index === 2 ? (edit: () => void) => counting.edit(edit) : undefined
      hands.push(new TypingHand(doc, index, random, type))
    })
    function look(): void {
      sessions.forEach(({ ledger, isConnected, hasUnsaved }, index) => {
        if (!hands[index] || !isConnected || !ledger.isSettled || hasUnsaved) return
        const stored = storedText(server.log)
        lies.push(...hands[index].typed.filter((letter) => !stored.includes(letter)))
      })
    }
    await until('all are in', () => docs.every((doc) => doc.getXmlFragment('default').length > 0))
    proxy.weather = BAD
    for (const hand of hands) hand.start()
    // Until the weather has done what it is for.
    await until('it was bad enough', () => proxy.cuts > 8 && proxy.lost > 150, 15_000)
    for (const hand of hands) hand.stop()
    proxy.weather = CALM
    await until(
      'all is saved',
      () =>
        counting.isSaved &&
        sessions.every(({ isConnected, ledger }) => isConnected && ledger.isSettled),
    )
    const typed = hands.flatMap((hand) => hand.typed).sort()
    await until('all have all', () =>
      docs.every(
        (doc) => lettersIn(doc.getXmlFragment('default').toString()).length === typed.length,
      ),
    )
    expect(lettersIn(storedText(server.log))).toEqual(typed)
    expect(lies).toEqual([])
    for (const doc of docs) {
      expect(doc.getXmlFragment('default').toString()).toBe(storedText(server.log))
    }
  })

  it('H4: with two seconds to the server and back an edit is "Saved" when it is, and seen once', async () => {
    const network = await throughProxy(CALM)
    const { server, proxy, url } = network
    await writeFirstParagraph(network)
    const far = openSession(url, 'bob')
    const near = openSession(server.url, 'cat')
    await until('both are in', () => far.hasSynced && near.hasSynced && far.ledger.isSettled)
    proxy.weather = { ...CALM, latency: 1_000 }
    const before = performance.now()
    appendParagraph(far.doc, '遠')
    expect(far.ledger.isSettled).toBe(false)
    await until('it arrives', () => lettersIn(near.fragment.toString()).length > 0)
    expect(performance.now() - before).toBeGreaterThan(990)
    // It is stored and shown, and its author has not heard of it yet.
    expect(far.hasUnsaved).toBe(true)
    await until('it is "Saved"', () => far.ledger.isSettled)
    expect(performance.now() - before).toBeGreaterThan(1_990)
    expect(lettersIn(near.fragment.toString())).toEqual(['遠'])
    expect(far.fragment.toString()).toBe(near.fragment.toString())
  })

  it('C0: clients that were all cut off at once do not all come back at once', async () => {
    const { proxy, url } = await throughProxy(CALM)
    const sessions = Array.from({ length: 12 }, () => openSession(url, 'ann'))
    await until('all are in', () => sessions.every(({ isConnected }) => isConnected))
    const before = proxy.arrivals.length
    proxy.cutAll()
    await until('all came back', () => proxy.arrivals.length === before + sessions.length)
    const times = proxy.arrivals.slice(before)
    // Between 100 and 200 ms each; twelve within a quarter of that would be a miracle.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(25)
  })
})
