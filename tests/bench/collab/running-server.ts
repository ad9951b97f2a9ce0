import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Child } from './child.ts'
import {
  SERVER_PLANS,
  type Seeded,
  type SeedOrder,
  type Seeds,
  type ServerKind,
} from './servers/server-kind.ts'

const ticksPerSecond = 100
const folderFor = (kind: ServerKind) => mkdtempSync(path.join(tmpdir(), `plenary-bench-${kind}-`))

export interface StartOptions {
  environment?: NodeJS.ProcessEnv
  /** A folder for processor profiles of the server, one a thread, written when it stops. */
  profile?: string | undefined
}

/** Data from which servers of one kind are started again and again, always on a fresh copy. */
export interface SeededServer extends Seeded {
  kind: ServerKind
  start(options?: StartOptions): Promise<RunningServer>
  discard(): void
}

export async function seedServer(kind: ServerKind, seeds: Seeds): Promise<SeededServer> {
  const dataDir = folderFor(kind)
  const child = new Child('servers/seed-process.ts')
  const order: SeedOrder = { server: kind, dataDir, seeds }
  const seeded = await child.ask<Seeded>(order)
  await child.end()
  return {
    ...seeded,
    kind,
    start(options = {}) {
      const copy = folderFor(kind)
      cpSync(dataDir, copy, { recursive: true })
      return RunningServer.start(kind, copy, options)
    },
    discard: () => rmSync(dataDir, { recursive: true, force: true }),
  }
}

interface ServerParts {
  dataDir: string
  child: Child
  port: number
  endsBy: NodeJS.Signals
}

/** A server under measurement, on data of its own that go when it stops. Linux only (/proc). */
export class RunningServer {
  readonly kind: ServerKind
  readonly url: string
  readonly #dataDir: string
  readonly #child: Child

  readonly #endsBy: NodeJS.Signals

  private constructor(kind: ServerKind, { dataDir, child, port, endsBy }: Readonly<ServerParts>) {
    this.kind = kind
    this.url = SERVER_PLANS[kind].url(port)
    this.#dataDir = dataDir
    this.#child = child
    this.#endsBy = endsBy
  }

  static async start(
    kind: ServerKind,
    dataDir: string,
    { environment, profile }: StartOptions = {},
  ): Promise<RunningServer> {
    const { script, flags } = SERVER_PLANS[kind]
    const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
    const child = new Child(script, {
      flags: [...flags, ...profiling],
      args: [dataDir],
      env: { ...process.env, ...environment },
    })
    const { port } = await child.said<{ port: number }>()
    // Who is killed writes no profile.
    const endsBy = profile === undefined ? 'SIGKILL' : 'SIGTERM'
    return new RunningServer(kind, { dataDir, child, port, endsBy })
  }

  /** Resolves when the process is gone, whoever ended it. */
  get died(): Promise<unknown> {
    return this.#child.ended
  }

  /** User and system time of all its threads so far, in seconds, as the kernel counts it. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#child.process.pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
  }

  /** MiB resident. */
  memory(): number {
    const status = readFileSync(`/proc/${this.#child.process.pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
  }

  async stop(): Promise<void> {
    await this.#child.end(this.#endsBy)
    rmSync(this.#dataDir, { recursive: true, force: true })
  }

  /** SIGKILL; its data stay for `restart`. */
  async kill(): Promise<void> {
    await this.#child.end('SIGKILL')
  }

  /** Another process on the data that a killed one left. */
  restart(): Promise<RunningServer> {
    return RunningServer.start(this.kind, this.#dataDir)
  }
}
