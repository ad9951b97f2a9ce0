// Hocuspocus with its SQLite extension, both as they come: a whole document is stored 2 s after
// its last change, and at least every 10 s. The extension runs over the product's better-sqlite3
// (package.json, "overrides"): the version that it names would have to be compiled.
// Plain JavaScript, so that stripping our types costs a peer nothing.
import path from 'node:path'

// Not literal: the checks of this repository must pass where the peers are not installed.
const load = (name) => import(name)
const { Server } = await load('@hocuspocus/server')
const { SQLite } = await load('@hocuspocus/extension-sqlite')

const [dataDir] = process.argv.slice(2)
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: path.join(dataDir, 'hocuspocus.sqlite') })],
})
await server.listen()
process.send({ port: server.address.port })
