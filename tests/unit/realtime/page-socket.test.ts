import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pageSocket } from '../../../client/realtime/page-socket.ts'

const page = new EventTarget()
const http = createServer()
const io = new Server(http)

beforeEach(async () => {
  io.of('/drafts')
  await listen(0)
  const { port } = http.address() as AddressInfo
  vi.stubGlobal('window', page)
  vi.stubGlobal('location', { protocol: 'http:', hostname: '127.0.0.1', port: String(port) })
  await new Promise((resolve) => http.close(resolve))
  // The wait before the next attempt never ends by itself; what is due at once is.
  const { setTimeout } = globalThis
  vi.stubGlobal('setTimeout', (task: () => void, ms = 0) =>
    ms < 100 ? setTimeout(task, ms) : setTimeout(() => undefined, 2 ** 30).unref(),
  )
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await io.close()
})

function listen(port: number): Promise<void> {
  return new Promise((resolve) => http.listen(port, '127.0.0.1', resolve))
}

it('connects all at once when the network is said to be back, over one connection', async () => {
  const live = await pageSocket('/')
  const drafts = await pageSocket('/drafts')
  const refused = [live, drafts].map(
    (socket) => new Promise((r) => socket.once('connect_error', r)),
  )
  live.connect()
  drafts.connect()
  await Promise.all(refused)
  await listen(Number(location.port))
  const connected = [live, drafts].map(
    (socket) => new Promise<void>((r) => socket.once('connect', r)),
  )
  page.dispatchEvent(new Event('online'))
  await Promise.all(connected)
  expect(live.io.engine).toBe(drafts.io.engine)
  expect(io.engine.clientsCount).toBe(1)
  live.disconnect()
  drafts.disconnect()
})
