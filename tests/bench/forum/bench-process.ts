import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const ticksPerSecond = 100

/** A process under measurement. */
export interface BenchProcess {
  /** User and system time of all its threads so far, in seconds. */
  cpuSeconds(): number
  stop(): Promise<void>
}

/** Starts a script on this Node; resolves with the first thing it prints that `found` accepts. */
export async function startProcess<T>(
  args: string[],
  env: NodeJS.ProcessEnv,
  found: (line: string) => T | null,
): Promise<BenchProcess & { said: T }> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const ended = once(child, 'exit')
  for await (const line of lines) {
    const said = found(line)
    if (said !== null)
      return { said, cpuSeconds: () => cpuSecondsOf(child), stop: () => stop(child, ended) }
  }
  throw new Error(`${args.join(' ')} ended without being ready`)
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM')
  await ended
}

/** The kernel's own count, so that writer threads and garbage collection are in it. */
function cpuSecondsOf(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
