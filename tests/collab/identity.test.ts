import { describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { bareEngine } from './support/bare-engine.ts'
import { storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { WireClient } from './support/wire-client.ts'

/** A paragraph under a client id that is not the sender's. */
function forged(client: number, base: Y.Doc): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
  // Yjs would change it while applying what is under it already.
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  appendParagraph(doc, 'forged words')
  return Y.encodeStateAsUpdate(doc, before)
}

/** One GC struct of `length` under `client` from `clock` on: 13 bytes that burn a million letters. */
function gcBurn(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const value of [1, 1, client, clock]) encoding.writeVarUint(encoder, value)
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, length)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

describe('C3: a client id belongs to the person who first announced or used it', () => {
  it('H1: structs under a colleague’s id at its next clock are refused, the text survives', async () => {
    const { engine, log } = bareEngine()
    const victim = await new WireClient().connect(engine, { token: 'ann' })
    const attacker = await new WireClient().connect(engine, { token: 'bob' })
    victim.edit((doc) => appendParagraph(doc, 'first'))
    await turns()
    attacker.sendUpdate(forged(victim.doc.clientID, victim.doc))
    await turns()
    victim.edit((doc) => appendParagraph(doc, 'second'))
    await turns()
    expect(attacker.end).toBe('identity')
    expect(victim.end).toBeNull()
    expect(victim.stored.at(-1)).toBe(2)
    expect(storedText(log)).toBe(victim.text)
  })

  it('H1: an id that was announced and not yet used is the announcer’s', async () => {
    const { engine, log, clock } = bareEngine()
    const victim = await new WireClient().connect(engine, { token: 'ann' })
    const attacker = await new WireClient().connect(engine, { token: 'bob' })
    victim.announce({ user: {} })
    clock.advance(0)
    await turns()
    clock.advance(0)
    expect([...attacker.awareness.getStates().keys()]).toContain(victim.doc.clientID)
    attacker.sendUpdate(forged(victim.doc.clientID, victim.doc))
    victim.edit((doc) => appendParagraph(doc, 'mine'))
    await turns()
    expect(attacker.end).toBe('identity')
    expect(storedText(log)).toBe('<paragraph>mine</paragraph>')
  })

  it('H1: what others were shown is bound in the storage, so that a restart gives it to nobody', async () => {
    const { engine, log, clock } = bareEngine()
    const victim = await new WireClient().connect(engine, { token: 'ann' })
    await new WireClient().connect(engine, { token: 'bob' })
    victim.announce({ user: {} })
    clock.advance(0)
    await turns()
    const restarted = bareEngine({ log })
    const attacker = await new WireClient().connect(restarted.engine, { token: 'bob' })
    attacker.sendUpdate(forged(victim.doc.clientID, victim.doc))
    await turns()
    expect(attacker.end).toBe('identity')
    expect(log.draft('7').rowsEver).toBe(0)
  })

  it('H1: a GC struct of a million clocks under another’s id burns nothing', async () => {
    const { engine, log } = bareEngine()
    const victim = await new WireClient().connect(engine, { token: 'ann' })
    const attacker = await new WireClient().connect(engine, { token: 'bob' })
    victim.edit((doc) => appendParagraph(doc, 'one'))
    await turns()
    const next = Y.decodeStateVector(Y.encodeStateVector(victim.doc)).get(victim.doc.clientID)!
    attacker.sendUpdate(gcBurn(victim.doc.clientID, next, 1_000_000))
    await turns()
    victim.edit((doc) => appendParagraph(doc, 'two'))
    await turns()
    expect(attacker.end).toBe('identity')
    expect(storedText(log)).toContain('two')
  })

  it('H1: the storage has the last word when two processes are asked at once', async () => {
    const { engine, log } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    log.draft('7').clients.set(client.doc.clientID, { personId: 'person-bob', nextClock: 0 })
    client.edit((doc) => appendParagraph(doc, 'late'))
    await turns()
    expect(client.end).toBe('identity')
  })

  it('C3 C9: more than 16 new ids in a frame, or 64 over a connection, are refused', async () => {
    const { engine } = bareEngine()
    const many = await new WireClient().connect(engine, { token: 'ann' })
    const doc = new Y.Doc()
    for (let i = 0; i < 17; i++) {
      doc.clientID = 1000 + i
      appendParagraph(doc, 'x')
    }
    many.sendUpdate(Y.encodeStateAsUpdate(doc))
    await turns()
    expect(many.end).toBe('tooManyClients')
    const patient = await new WireClient().connect(engine, { token: 'ann' })
    for (let i = 0; i < 65; i++) patient.sendUpdate(gcBurn(2000 + i, 0, 1))
    await turns()
    expect(patient.end).toBe('tooManyClients')
  })
})
