import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCollabServer } from './support/collab-server.ts'
import type { CollabServer } from './support/collab-server.ts'
import type { InMemoryDraftLog } from './support/in-memory-draft-log.ts'
import { byPolling, openPollingDoor } from './support/polling.ts'
import { connectStockClient } from './support/stock-client.ts'
import type { ClientOptions, StockClient } from './support/stock-client.ts'
import { until } from './support/until.ts'

/** Small, so that a frame at the bound is quickly made. It takes several requests to send one. */
const MESSAGE = 300_000

let server: CollabServer
let clients: StockClient[]

async function start(log?: InMemoryDraftLog): Promise<void> {
  const before = log ? { log, access: server.access } : {}
  server = await startCollabServer({ ...before, limits: { message: MESSAGE } })
  openPollingDoor(server)
}

beforeEach(async () => {
  clients = []
  await start()
  server.log.create('7')
  server.log.create('8')
  server.access.grant('writer', ['7'])
  server.access.grant('colleague', ['7'])
})

afterEach(async () => {
  for (const client of clients) client.destroy()
  await server.stop()
})

describe.each(['websocket', 'polling'] as const)('C13: a client by %s', (carrier) => {
  function connect(options: ClientOptions, draftId = '7', by: string = carrier): StockClient {
    const carried = by === 'polling' ? { carrier: byPolling(server.url) } : {}
    const client = connectStockClient(server.url, draftId, { ...carried, ...options })
    clients.push(client)
    return client
  }

  it('C1 C4: writes together with who came by the other way', async () => {
    const one = connect({ token: 'writer' })
    const two = connect({ token: 'colleague' }, '7', 'websocket')
    await Promise.all([one.synced(), two.synced()])
    one.write('from one')
    two.write('from two')
    await until('both have both', () =>
      [one, two].every((c) => c.text().includes('from one') && c.text().includes('from two')),
    )
    expect(one.text()).toBe(two.text())
    expect(server.logged.entries).toEqual([])
  })

  it('C5 H4: hears that its text is stored after the commit, and not before', async () => {
    const one = connect({ token: 'writer', wantsStored: true })
    const two = connect({ token: 'colleague' })
    await Promise.all([one.synced(), two.synced()])
    await until('its answer to step 1 is acknowledged', () => one.stored.includes(1))
    server.log.hold()
    one.write('held')
    await until('it is on its way to the storage', () => server.log.heldCount === 1)
    expect(one.stored).not.toContain(2)
    server.log.release()
    await until('it is acknowledged', () => one.stored.includes(2))
    await until('it is shown', () => two.text().includes('held'))
  })

  it('C6: sees the caret of the other, made by the server', async () => {
    const one = connect({ token: 'writer' })
    const two = connect({ token: 'colleague' })
    await Promise.all([one.synced(), two.synced()])
    one.provider.awareness.setLocalStateField('cursor', null)
    const seen = () => two.provider.awareness.getStates().get(one.doc.clientID)
    await until('it is shown', () => seen() !== undefined)
    expect(seen()).toMatchObject({ user: { name: 'Name of writer' } })
  })

  it('C7 H18: gets 4401 without a token, 4404 as an outsider or for nothing, 4403 from elsewhere', async () => {
    const clientsAtDoor = [
      connect({}),
      connect({ token: 'writer' }, '8'),
      connect({ token: 'writer' }, 'no-such-draft'),
      connect({ token: 'writer', headers: { origin: 'http://evil.example' } }),
    ]
    expect(await Promise.all(clientsAtDoor.map((client) => client.closed()))).toEqual([
      { code: 4401, reason: 'noSession' },
      { code: 4404, reason: 'notFound' },
      { code: 4404, reason: 'notFound' },
      { code: 4403, reason: 'origin' },
    ])
  })

  it('C7: reads along as an observer, whose changes are neither stored nor shown', async () => {
    server.access.grant('observer', ['7'], false)
    const writer = connect({ token: 'writer' })
    const observer = connect({ token: 'observer' })
    await Promise.all([writer.synced(), observer.synced()])
    observer.write('not allowed')
    await until('it is told', () => observer.denials.length > 0)
    writer.write('after')
    await until('it still reads', () => observer.text().includes('after'))
    expect(observer.denials[0]).toBe('notDrafter')
    expect(writer.text()).not.toContain('not allowed')
  })

  it('C7: is closed with 4403 when reading is withdrawn, and with 4401 when its session ends', async () => {
    const right = server.access.grant('leaver', ['7'])
    const session = server.access.grant('signed-out', ['7'])
    const [leaver, signedOut] = [connect({ token: 'leaver' }), connect({ token: 'signed-out' })]
    await Promise.all([leaver.synced(), signedOut.synced()])
    right.reads.delete('7')
    server.access.publish({ personId: 'person-leaver' })
    session.isSignedIn = false
    server.access.publish({ sessionId: 'signed-out' })
    expect(await leaver.closed()).toEqual({ code: 4403, reason: 'withdrawn' })
    expect(await signedOut.closed()).toEqual({ code: 4401, reason: 'noSession' })
  })

  it('C8: is refused with another schema or epoch', async () => {
    const schema = connect({ token: 'writer', params: { schema: '99' } })
    const epoch = connect({ token: 'writer', params: { epoch: '99' } })
    expect(await schema.closed()).toEqual({ code: 4409, reason: 'schema' })
    expect(await epoch.closed()).toEqual({ code: 4409, reason: 'epoch' })
  })

  it('C9: sends a frame that is just small enough, and is refused with one that is not', async () => {
    const one = connect({ token: 'writer', wantsStored: true })
    const two = connect({ token: 'colleague' })
    await Promise.all([one.synced(), two.synced()])
    one.write('x'.repeat(MESSAGE - 200))
    await until('it is shown', () => two.text().length > MESSAGE - 200)
    expect(one.closings).toEqual([])
    one.write('y'.repeat(MESSAGE))
    expect((await one.closed()).code).toBe(1009)
    expect(two.text()).not.toContain('y')
  })

  it('C11: is closed with 1012 when the server stops, and brings to the next one what was written meanwhile', async () => {
    const one = connect({ token: 'writer' })
    await one.synced()
    one.write('before')
    await until('it is stored', () => server.log.draft('7').rowsEver === 1)
    await server.engine.close()
    expect(await one.closed()).toEqual({ code: 1012, reason: 'shutdown' })
    one.write('meanwhile')
    const { port } = new URL(server.url)
    await server.stop()
    server = await startCollabServer({ log: server.log, access: server.access, port: Number(port) })
    openPollingDoor(server)
    const late = connect({ token: 'colleague' })
    await until('the next one has it', () => late.text().includes('meanwhile'))
    expect(late.text()).toBe(one.text())
  })
})
