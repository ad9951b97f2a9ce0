import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { startCollabServer } from './support/collab-server.ts'
import type { CollabServer } from './support/collab-server.ts'
import { connectStockClient } from './support/stock-client.ts'
import type { ClientOptions, StockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'

let server: CollabServer
let clients: StockClient[]

function connect(options: ClientOptions, draftId = '7'): StockClient {
  const client = connectStockClient(server.url, draftId, options)
  clients.push(client)
  return client
}

beforeEach(async () => {
  clients = []
  server = await startCollabServer()
  server.log.create('7')
  server.log.create('8')
  server.access.grant('writer', ['7'])
  server.access.grant('colleague', ['7'])
  server.access.grant('observer', ['7'], false)
})

afterEach(async () => {
  for (const client of clients) client.destroy()
  await server.stop()
})

describe('a stock y-websocket client', () => {
  it('C1 C4: reads and writes, and two of them converge', async () => {
    const one = connect({ token: 'writer' })
    const two = connect({ token: 'colleague' })
    await Promise.all([one.synced(), two.synced()])
    one.write('from one')
    two.write('from two')
    await until('both have both', () =>
      [one, two].every((c) => c.text().includes('from one') && c.text().includes('from two')),
    )
    expect(one.text()).toBe(two.text())
    expect(server.logged.entries).toEqual([])
  })

  it('C1: is synced only when it has the stored state, and keeps it over a restart', async () => {
    const one = connect({ token: 'writer' })
    await one.synced()
    one.write('kept')
    await until('stored', () => server.log.draft('7').rowsEver === 1)
    one.destroy()
    await server.kill()
    server = await startCollabServer({ log: server.log, access: server.access })
    const late = connect({ token: 'colleague' })
    await late.synced()
    expect(late.text()).toContain('kept')
  })

  it('C1: brings what was written offline', async () => {
    const doc = new Y.Doc()
    const offline = connect({ token: 'writer', doc })
    await offline.synced()
    offline.provider.disconnect()
    offline.write('written offline')
    offline.provider.connect()
    const other = connect({ token: 'colleague' })
    await until('it arrives', () => other.text().includes('written offline'))
    expect(other.text()).toBe(offline.text())
  })

  it('C7: gets 4401 without a token, 4404 as an outsider or for nothing, 4403 from elsewhere', async () => {
    const anonymous = connect({})
    const outsider = connect({ token: 'writer' }, '8')
    const lost = connect({ token: 'writer' }, 'no-such-draft')
    const foreign = connect({ token: 'writer', headers: { origin: 'http://evil.example' } })
    expect(await anonymous.closed()).toEqual({ code: 4401, reason: 'noSession' })
    expect(await outsider.closed()).toEqual({ code: 4404, reason: 'notFound' })
    expect(await lost.closed()).toEqual({ code: 4404, reason: 'notFound' })
    expect(await foreign.closed()).toEqual({ code: 4403, reason: 'origin' })
  })

  it('C7: reads along as an observer, whose changes are neither stored nor shown', async () => {
    const writer = connect({ token: 'writer' })
    const observer = connect({ token: 'observer' })
    await Promise.all([writer.synced(), observer.synced()])
    writer.write('for all to read')
    await until('the observer reads', () => observer.text().includes('for all to read'))
    observer.write('not allowed')
    await until('it is told', () => observer.denials.length > 0)
    writer.write('after')
    await until('it still reads', () => observer.text().includes('after'))
    expect(observer.denials[0]).toBe('notDrafter')
    expect(writer.text()).not.toContain('not allowed')
    expect(server.log.draft('7').rowsEver).toBe(2)
  })

  it('C7: is closed with 4403 when reading is withdrawn, 4401 when its session ends', async () => {
    const right = server.access.grant('leaver', ['7'])
    const session = server.access.grant('signed-out', ['7'])
    const leaver = connect({ token: 'leaver' })
    const signedOut = connect({ token: 'signed-out' })
    const stays = connect({ token: 'writer' })
    await Promise.all([leaver.synced(), signedOut.synced(), stays.synced()])
    right.reads.delete('7')
    server.access.publish({ personId: 'person-leaver' })
    session.isSignedIn = false
    server.access.publish({ sessionId: 'signed-out' })
    expect(await leaver.closed()).toEqual({ code: 4403, reason: 'withdrawn' })
    expect(await signedOut.closed()).toEqual({ code: 4401, reason: 'noSession' })
    expect(stays.closings).toEqual([])
  })

  it('C7: that gets the right to write comes back by itself and sends what it had', async () => {
    const right = server.access.grant('promoted', ['7'], false)
    const promoted = connect({ token: 'promoted', wantsStored: true })
    await promoted.synced()
    promoted.write('held until allowed')
    await until('it is denied', () => promoted.denials.length > 0)
    expect(promoted.stored).not.toContain(2)
    right.canWrite = true
    server.access.publish({ draftId: '7' })
    expect(await promoted.closed()).toEqual({ code: 1013, reason: 'rights' })
    const other = connect({ token: 'writer' })
    await until('it arrives', () => other.text().includes('held until allowed'))
  })

  it('C8: gets 4409 for another epoch or schema version, and none when it names neither', async () => {
    const epoch = connect({ token: 'writer', params: { epoch: 'e0' } })
    const schema = connect({ token: 'writer', params: { schema: '0' } })
    const right = connect({ token: 'writer', params: { schema: '1', epoch: 'e1' } })
    expect(await epoch.closed()).toEqual({ code: 4409, reason: 'epoch' })
    expect(await schema.closed()).toEqual({ code: 4409, reason: 'schema' })
    await right.synced()
  })

  it('C5: gets no acknowledgements unless it asked for them', async () => {
    const silent = connect({ token: 'writer' })
    const told = connect({ token: 'colleague', wantsStored: true })
    await Promise.all([silent.synced(), told.synced()])
    silent.write('one')
    told.write('two')
    await until('step 2 and the update count', () => told.stored.at(-1) === 2)
    expect(silent.stored).toEqual([])
  })

  it('C11: is sent away with 1012 at shutdown, after its text was stored', async () => {
    const client = connect({ token: 'writer', wantsStored: true })
    await client.synced()
    client.write('last words')
    await until('the server has it', () => server.log.draft('7').rowsEver === 1)
    await server.engine.close()
    expect(await client.closed()).toEqual({ code: 1012, reason: 'shutdown' })
    expect(client.stored.at(-1)).toBe(2)
  })
})
