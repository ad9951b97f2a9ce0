import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import path from 'node:path'

/** Longer paths are cut by the system (108 bytes on Linux, 104 on macOS). */
const longestPath = 100

/** Where the server takes the tool's commands: a socket in DATA_DIR, a named pipe on Windows. */
export function toolAddress(dataDir: string): string {
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(path.resolve(dataDir).toLowerCase()).digest('hex')
    return `\\\\.\\pipe\\plenary-${name.slice(0, 24)}`
  }
  const absolute = path.join(dataDir, 'tool.sock')
  const relative = path.relative(process.cwd(), absolute)
  return absolute.length > longestPath && relative.length < absolute.length ? relative : absolute
}

/** A connection to the server that holds this folder; null where none answers. */
export function connectTool(dataDir: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(toolAddress(dataDir))
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(null))
  })
}

/** Whether a server answers for this folder. */
export async function isServed(dataDir: string): Promise<boolean> {
  const socket = await connectTool(dataDir)
  socket?.destroy()
  return socket !== null
}

/**
 * Whether a server may hold this folder, answering or not: one that is just starting, or hangs.
 * Used before what must not happen under it.
 */
export async function mayBeHeld(dataDir: string): Promise<boolean> {
  return (await isServed(dataDir)) || isAlive(pidOf(dataDir))
}

function pidOf(dataDir: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(dataDir, 'plenary.pid'), 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null // no server wrote one
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
