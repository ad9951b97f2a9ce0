// What @y/websocket-server does, in its plainest form: a resident Y.Doc for each room, every update
// relayed as it comes, nothing stored. The floor: what the protocol costs when nothing is promised.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1

const [dataDir] = process.argv.slice(2)
const rooms = new Map()

function message(kind, write) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kind)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function presence(awareness, clients) {
  const update = awarenessProtocol.encodeAwarenessUpdate(awareness, clients)
  return message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update))
}

function openRoom() {
  const doc = new Y.Doc()
  const awareness = new awarenessProtocol.Awareness(doc)
  awareness.setLocalState(null)
  const sockets = new Map()
  const toAll = (bytes) => {
    for (const socket of sockets.keys()) socket.send(bytes, () => undefined)
  }
  Y.applyUpdate(doc, readFileSync(path.join(dataDir, 'text.bin')))
  doc.on('update', (update) =>
    toAll(message(SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update))),
  )
  awareness.on('update', ({ added, updated, removed }, origin) => {
    const owned = sockets.get(origin)
    for (const client of added) owned?.add(client)
    toAll(presence(awareness, [...added, ...updated, ...removed]))
  })
  return { doc, awareness, sockets }
}

function receive({ doc, awareness }, socket, data) {
  const decoder = decoding.createDecoder(data)
  const kind = decoding.readVarUint(decoder)
  if (kind === AWARENESS) {
    const update = decoding.readVarUint8Array(decoder)
    awarenessProtocol.applyAwarenessUpdate(awareness, update, socket)
  }
  if (kind !== SYNC) return
  const answer = message(SYNC, (encoder) =>
    syncProtocol.readSyncMessage(decoder, encoder, doc, socket),
  )
  if (answer.length > 1) socket.send(answer)
}

function join(room, socket) {
  const { awareness, doc, sockets } = room
  const owned = new Set()
  sockets.set(socket, owned)
  socket.on('message', (data) => receive(room, socket, data))
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    sockets.delete(socket)
    awarenessProtocol.removeAwarenessStates(awareness, [...owned], null)
  })
  socket.send(message(SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)))
  const present = [...awareness.getStates().keys()]
  if (present.length > 0) socket.send(presence(awareness, present))
}

const server = createServer()
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, { url }) => {
  const room = rooms.get(url) ?? openRoom()
  rooms.set(url, room)
  join(room, socket)
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('SIGTERM', () => process.exit(0))
