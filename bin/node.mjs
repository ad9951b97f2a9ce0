// Runs a script of Plenary on a Node that has all it needs, whatever Node the system has.
//
//   node bin/node.mjs server/main.ts [arguments]
//
// The current Node is used when it is 24.7 or newer (older ones have no crypto.argon2, and
// better-sqlite3 crashes on 20); else the runtime that npm installed as a platform package.
// Written for Node 18 and up: it must run on what is there. Signals and the exit code are passed
// on. The server gets an IPC channel, and stops when this process dies, whatever killed it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVER_FLAGS } from './server-flags.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [major, minor] = process.versions.node.split('.').map(Number)
const isNewEnough = major > 24 || (major === 24 && minor >= 7)

function packagedRuntime() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const executable = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const name of [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]) {
    const file = path.join(root, 'node_modules', name, 'bin', executable)
    if (existsSync(file)) return file
  }
  return null
}

const runtime = isNewEnough ? process.execPath : packagedRuntime()
if (!runtime) {
  console.error(
    `Plenary needs Node 24.7 or newer; this is ${process.version}, and no runtime for ` +
      `${process.platform}-${process.arch} was installed. Run "npm ci" (without --omit=optional), ` +
      'or install a newer Node.',
  )
  process.exit(1)
}

const env = { ...process.env }
env.PATH = `${path.dirname(runtime)}${path.delimiter}${env.PATH ?? ''}`
const isServer = /server[\\/]main\.ts$/.test(process.argv[2] ?? '')
const flags = isServer ? SERVER_FLAGS : []
// What Node has stripped of types and compiled is kept: the next start is a second faster, and lighter.
env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'plenary')
const child = spawn(runtime, [...flags, ...process.argv.slice(2)], {
  stdio: isServer ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  env: isServer ? { ...env, PLENARY_LAUNCHED: '1' } : env,
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // On Ctrl-C the terminal has sent SIGINT to the child already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  })
}
child.on('error', (error) => {
  console.error(`Plenary could not start ${runtime}: ${error.message}`)
  process.exit(1)
})
// A process that a signal ended has no exit code: shells say 128 plus the signal's number.
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
