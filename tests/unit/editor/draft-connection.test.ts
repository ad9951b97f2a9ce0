import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import {
  DraftConnection,
  type DraftConnectionOptions,
  type StaleCopy,
} from '../../../client/editor/connection/draft-connection.ts'
import type { DraftStatus } from '../../../client/editor/connection/draft-status.ts'
import { statusKey } from '../../../client/editor/draft/status-words.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { markdownToDraft } from '#shared/editor/markdown-to-draft.ts'
import { draftToUpdate } from '#shared/editor/seed-draft.ts'
import { FakeSocket, fakeWebSocket } from './fake-server.ts'

const stored = new Y.Doc()
Y.applyUpdate(stored, draftToUpdate(markdownToDraft('Stored words.'), 1))
const NOW = Date.UTC(2007, 11, 20, 10, 14)
const opened: DraftConnection[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  FakeSocket.all.length = 0
})
afterEach(() => {
  for (const connection of opened.splice(0)) connection.destroy()
  vi.useRealTimers()
})

async function connect(options: Partial<DraftConnectionOptions> = {}) {
  const copies: StaleCopy[] = []
  const connection = new DraftConnection({
    url: 'ws://here/collab',
    draftId: 'd1',
    epoch: 1,
    keptFor: null,
    fetchEpoch: () => Promise.resolve(2),
    onStaleCopy: (copy) => copies.push(copy),
    socket: fakeWebSocket,
    ...options,
  })
  opened.push(connection)
  await vi.advanceTimersByTimeAsync(0)
  return { connection, copies, status: () => connection.getView().status }
}

/** Opened, asked and answered, and everything acknowledged. */
async function joined(options: Partial<DraftConnectionOptions> = {}) {
  const made = await connect(options)
  const socket = FakeSocket.latest()
  socket.open()
  socket.step1(stored)
  socket.step2(stored)
  socket.stored(socket.syncFrames)
  return { ...made, socket }
}

function type(connection: DraftConnection, words: string): void {
  const { fragment } = connection.getView().session
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  fragment.insert(fragment.length, [paragraph])
}

test('it asks for the subprotocol and says its schema and epoch', async () => {
  await connect()
  const { url, protocols } = FakeSocket.latest()
  expect({ url, protocols }).toEqual({
    url: 'ws://here/collab/d1?schema=1&epoch=1',
    protocols: ['plenary.v1'],
  })
})

test('H4: connected is not saved, until the server’s step 1 is answered and acknowledged', async () => {
  const { connection, status } = await connect()
  const socket = FakeSocket.latest()
  type(connection, 'written before the connection stood')
  socket.open()
  expect(status()).toEqual({ kind: 'saving' })
  socket.step2(stored)
  expect(status()).toEqual({ kind: 'saving' })
  socket.step1()
  expect(socket.kinds()).toEqual(['step1', 'awareness', 'step2'])
  expect(status()).toEqual({ kind: 'saving' })
  socket.stored(1)
  expect(status()).toEqual({ kind: 'saved', at: NOW })
})

test('H4: an acknowledgement of fewer frames than were sent is not "Saved", no-ops count', async () => {
  const { connection, status, socket } = await joined()
  expect(status()).toEqual({ kind: 'saved', at: NOW })
  type(connection, 'one')
  type(connection, 'two')
  expect(status()).toEqual({ kind: 'saving' })
  socket.stored(2)
  expect(status()).toEqual({ kind: 'saving' })
  socket.stored(3)
  expect(status().kind).toBe('saved')
  socket.step1(stored)
  expect(status().kind).toBe('connecting')
  socket.stored(4)
  expect(status().kind).toBe('saved')
})

test('H4: what is typed while the socket is already closing is not "Saved"', async () => {
  const { connection, status, socket } = await joined()
  socket.close()
  type(connection, 'into a closing socket')
  expect(status()).toEqual({ kind: 'saving' })
  socket.refuse(1006, '')
  expect(status()).toEqual({
    kind: 'offline',
    isKept: false,
    hasUnsaved: true,
    why: null,
  })
})

test('H4: what is typed offline is unsaved on the next connection until that one is acknowledged', async () => {
  const { connection, status, socket } = await joined()
  socket.refuse(1006, '')
  type(connection, 'offline words')
  expect(status()).toEqual({
    kind: 'offline',
    isKept: false,
    hasUnsaved: true,
    why: null,
  })
  await vi.advanceTimersByTimeAsync(15_000)
  const again = FakeSocket.latest()
  expect(again).not.toBe(socket)
  again.open()
  expect(status()).toEqual({ kind: 'saving' })
  again.step1(stored)
  again.stored(again.syncFrames)
  expect(status()).toEqual({ kind: 'saved', at: NOW + 15_000 })
})

test('a reader’s change is answered with why, and that is shown until the next connection', async () => {
  const { connection, status, socket } = await joined()
  type(connection, 'not allowed')
  socket.deny('notDrafter')
  expect(status()).toEqual({
    kind: 'readOnly',
    reason: 'notDrafter',
    isKept: false,
    hasUnsaved: true,
  })
  socket.refuse(1013, 'rights')
  await vi.advanceTimersByTimeAsync(15_000)
  FakeSocket.latest().open()
  expect(status()).toEqual({ kind: 'saving' })
})

test('C12: storage trouble is read-only in words, and what was written goes out when it is over', async () => {
  const { connection, status, socket } = await joined()
  type(connection, 'unanswered')
  socket.refuse(1013, 'storage')
  await vi.advanceTimersByTimeAsync(15_000)
  const meanwhile = FakeSocket.latest()
  meanwhile.open()
  meanwhile.deny('storage')
  meanwhile.step1(stored)
  meanwhile.step2(stored)
  const trouble = status()
  expect(trouble).toEqual({ kind: 'readOnly', reason: 'storage', isKept: false, hasUnsaved: true })
  expect(statusKey(trouble)).toBe('readOnly.storageNotKept')
  expect(statusKey({ ...trouble, isKept: true } as DraftStatus)).toBe('readOnly.storage')
  meanwhile.refuse(1013, 'storage')
  await vi.advanceTimersByTimeAsync(15_000)
  const again = FakeSocket.latest()
  again.open()
  again.step1(stored)
  expect(status()).toEqual({ kind: 'saving' })
  again.stored(again.syncFrames)
  expect(status()).toEqual({ kind: 'saved', at: NOW + 30_000 })
})

test.each([
  [4401, 'noSession', 'signedOut'],
  [4403, 'withdrawn', 'withdrawn'],
  [4404, 'notFound', 'notFound'],
  [4409, 'schema', 'schema'],
  [4400, 'malformed', 'broken'],
  [1009, 'draftTooLarge', 'tooLarge'],
])('after %i %s it says so and does not come back', async (code, word, reason) => {
  const { status, socket } = await joined()
  socket.refuse(code, word)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(status()).toEqual({ kind: 'refused', reason, hasUnsaved: false })
  expect(FakeSocket.all).toHaveLength(1)
})

test('after 1013 it comes back, at times that are spread out', async () => {
  const waits = new Set<number>()
  for (let round = 0; round < 5; round++) {
    const { socket } = await joined()
    const count = FakeSocket.all.length
    const started = Date.now()
    socket.refuse(1013, 'storage')
    while (FakeSocket.all.length === count) await vi.advanceTimersByTimeAsync(1)
    waits.add(Date.now() - started)
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(200)
  expect(waits.size).toBeGreaterThan(1)
})

test('H14: a stale document is offered as a copy, and a fresh one goes on under the new epoch', async () => {
  const { connection, copies, socket } = await joined()
  const before = connection.getView().session
  type(connection, 'mine')
  socket.refuse(4409, 'epoch')
  await vi.advanceTimersByTimeAsync(0)
  const after = connection.getView().session
  expect(copies.map((copy) => ({ ...copy, doc: draftToText(copy.doc) }))).toEqual([
    { doc: 'Stored words.\nmine', hasUnsaved: true, reason: 'stale' },
  ])
  expect(after).not.toBe(before)
  expect(after.fragment.length).toBe(0)
  expect(FakeSocket.latest().url).toBe('ws://here/collab/d1?schema=1&epoch=2')
})

test('a fresh document that is refused again and again ends in words, not in a loop', async () => {
  const { status } = await connect()
  for (let round = 0; round < 3; round++) {
    FakeSocket.latest().open()
    FakeSocket.latest().refuse(4409, 'identity')
    await vi.advanceTimersByTimeAsync(0)
  }
  expect(status()).toEqual({ kind: 'refused', reason: 'conflict', hasUnsaved: false })
  expect(FakeSocket.all).toHaveLength(3)
})

test('when reading is withdrawn, unsaved words are offered', async () => {
  const { connection, copies, socket } = await joined()
  type(connection, 'mine')
  socket.refuse(4403, 'withdrawn')
  await vi.advanceTimersByTimeAsync(0)
  expect(copies.map((copy) => copy.reason)).toEqual(['withdrawn'])
})

test('H22: states that are received are not sent back, one’s own are', async () => {
  const { connection, socket } = await joined()
  const peer = new awarenessProtocol.Awareness(new Y.Doc())
  peer.setLocalState({ user: { name: 'Secretariat' } })
  const count = socket.kinds().filter((kind) => kind === 'awareness').length
  socket.receive((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(
      encoder,
      awarenessProtocol.encodeAwarenessUpdate(peer, [peer.clientID]),
    )
  })
  const { awareness } = connection.getView().session
  expect(awareness.getStates().get(peer.clientID)).toEqual({ user: { name: 'Secretariat' } })
  expect(socket.kinds().filter((kind) => kind === 'awareness')).toHaveLength(count)
  awareness.setLocalStateField('cursor', null)
  expect(socket.kinds().filter((kind) => kind === 'awareness')).toHaveLength(count + 1)
  peer.destroy()
})

test('H22: when Yjs gives the document another id, document and provider are replaced, the words stay', async () => {
  const { connection, socket, status } = await joined()
  const before = connection.getView().session
  const twin = new Y.Doc()
  twin.clientID = before.doc.clientID
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('by a twin')])
  Y.applyUpdate(twin, Y.encodeStateAsUpdate(stored))
  twin.getXmlFragment('default').insert(1, [paragraph])
  socket.step2(twin)
  await vi.advanceTimersByTimeAsync(0)
  const { session } = connection.getView()
  expect(session).not.toBe(before)
  expect(session.awareness.clientID).toBe(session.doc.clientID)
  expect(session.fragment.length).toBe(2)
  FakeSocket.latest().open()
  FakeSocket.latest().step1(twin)
  FakeSocket.latest().stored(1)
  expect(status().kind).toBe('saved')
})

test('H4: when the network is back, an attempt that hangs is begun anew, and a connection is left alone', async () => {
  const { connection, status } = await connect()
  const hanging = FakeSocket.latest()
  connection.hurry()
  await vi.advanceTimersByTimeAsync(0)
  const next = FakeSocket.latest()
  expect([hanging.readyState, next === hanging]).toEqual([3, false])
  next.open()
  next.step1(stored)
  next.step2(stored)
  next.stored(next.syncFrames)
  connection.hurry()
  await vi.advanceTimersByTimeAsync(0)
  expect(FakeSocket.latest()).toBe(next)
  expect(status()).toEqual({ kind: 'saved', at: NOW })
})
