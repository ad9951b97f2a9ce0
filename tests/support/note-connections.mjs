// Loaded before the server (NODE_OPTIONS=--import): notes every connection that it opens and every
// name that it looks up, one a line, in the file named by NOTED_CONNECTIONS.
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'

const file = process.env.NOTED_CONNECTIONS
const note = (words) => appendFileSync(file, `${words}\n`)
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  note(
    `connect ${JSON.stringify({ host: options?.host, port: options?.port, path: options?.path })}`,
  )
  return connect.apply(this, args)
}
const { lookup } = dns
dns.lookup = (name, ...rest) => {
  note(`lookup ${name}`)
  return lookup(name, ...rest)
}
