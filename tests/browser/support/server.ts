import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const READY_WITHIN_MS = 60_000
const STOPPED_WITHIN_MS = 15_000
const POLL_MS = 50

/** One sign-in link of the demonstration, as the server prints it. */
interface SignInLink {
  role: string
  name: string
  url: string
}

/** The product as a process of its own, on a database of its own. */
export interface RunningServer {
  url: string
  dataDir: string
  readonly links: SignInLink[]
  /** The first sign-in link whose role or name contains the words; throws where there is none. */
  linkFor(words: string): string
  /** All that the server has written since it was started last. */
  output(): string
  /** Ends the server as a power cut would, and waits until it is gone. */
  kill9(): Promise<void>
  /** Starts it again on the same port and data; stops it before, if it runs. */
  restart(): Promise<void>
  /** Stops it and deletes its data. */
  stop(): Promise<void>
}

/** What whoever runs the tests may have set for a server of their own. */
const OWN_SETTINGS = ['PUBLIC_URL', 'TRUST_PROXY', 'SMTP_URL', 'RATE_LIMITS']

interface Options {
  /** Loads the demonstration; without it the database is empty and the first-run link is printed. */
  demo?: boolean
  env?: Record<string, string>
}

/** Starts the product and waits until it is ready; throws with its output where it does not. */
export async function startServer({
  demo = false,
  env = {},
}: Options = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'plenary-test-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const settings = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir, ...env }
  const start = (options: string[]) =>
    launch(url, [...(demo ? ['--demo'] : []), ...options], settings)

  let running = await start(demo ? ['--fresh'] : [])
  const server: RunningServer = {
    url,
    dataDir,
    get links() {
      return signInLinks(running.output())
    },
    linkFor: (words) => {
      const found = server.links.find(({ role, name }) => `${role}  ${name}`.includes(words))
      if (!found) throw new Error(`No sign-in link for "${words}" in:\n${running.output()}`)
      return found.url
    },
    output: () => running.output(),
    kill9: async () => {
      // The server's own process, not its launcher's.
      process.kill(Number(readFileSync(path.join(dataDir, 'plenary.pid'), 'utf8')), 'SIGKILL')
      await ended(running.launcher)
    },
    restart: async () => {
      await terminate(running.launcher)
      running = await start([])
    },
    stop: async () => {
      await terminate(running.launcher)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return server
}

interface Launched {
  launcher: ChildProcess
  output: () => string
}

async function launch(url: string, args: string[], env: Record<string, string>): Promise<Launched> {
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.includes(name))
  const launcher = spawn(process.execPath, ['bin/node.mjs', 'server/main.ts', ...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  }
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await isReady(url))) {
    if (hasEnded(launcher)) throw new Error(`The server ended before it was ready:\n${text}`)
    if (Date.now() > deadline) {
      await terminate(launcher)
      throw new Error(`The server was not ready within ${READY_WITHIN_MS} ms:\n${text}`)
    }
    // There is nothing to wait for but its answer.
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  return { launcher, output: () => text }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false // nothing listens yet
  }
}

/** Reads `Role  Name  http://…/link/…`: columns are two or more spaces apart. */
function signInLinks(output: string): SignInLink[] {
  return output.split('\n').flatMap((line) => {
    const match = /^\s*(\S.*?)\s{2,}(\S.*?)\s{2,}(https?:\/\/\S+\/link\/\S+)\s*$/.exec(line)
    const [, role, name, url] = match ?? []
    return role && name && url ? [{ role, name, url }] : []
  })
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null

async function ended(launcher: ChildProcess): Promise<void> {
  if (!hasEnded(launcher)) await once(launcher, 'exit')
}

/** Asks it to stop; one that does not is killed, and its launcher's death ends the server too. */
async function terminate(launcher: ChildProcess): Promise<void> {
  launcher.kill('SIGTERM')
  const lastResort = setTimeout(() => launcher.kill('SIGKILL'), STOPPED_WITHIN_MS)
  await ended(launcher)
  clearTimeout(lastResort)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
