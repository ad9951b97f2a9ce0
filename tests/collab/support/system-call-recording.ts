import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { StorageStep } from './storage-recording.ts'

const CALLS = 'pwrite64,fdatasync,fsync,ftruncate,unlink,write'

/** Whether this machine has strace and lets it look. */
export function canRecordSystemCalls(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', '-e', 'trace=none', process.execPath, '-v'], {
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

/**
 * Runs a script under strace and answers what it did to the files of `folder`. Its lines `told 7`
 * on standard output are what it told its callers.
 */
export function recordSystemCalls(script: URL, args: string[], folder: string): StorageStep[] {
  const trace = path.join(folder, 'trace')
  const options = ['-f', '-y', '-xx', '-s', '1000000', '-e', `trace=${CALLS}`, '-o', trace]
  execFileSync('strace', [...options, process.execPath, script.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return wholeLines(readFileSync(trace, 'latin1')).flatMap((line) => stepOf(line, folder) ?? [])
}

/** A call that another thread interrupted is two lines: it is done where the second one stands. */
function wholeLines(trace: string): string[] {
  const begun = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const unfinished = / <unfinished \.\.\.>$/
    if (unfinished.test(rest)) {
      begun.set(thread, rest.replace(unfinished, ''))
      return []
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    return [resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : rest]
  })
}

function stepOf(line: string, folder: string): StorageStep | null {
  const unlinked = /^unlink\("([^"]*)"\) += 0/.exec(line)
  if (unlinked) return named(text(unlinked[1]!), folder, (file) => ({ kind: 'unlink', file }))
  const call = /^(\w+)\((\d+)<([^>]*)>(.*)$/.exec(line)
  if (!call) return null
  const [, name, descriptor, target = '', rest = ''] = call
  if (name === 'write') return descriptor === '1' ? toldIn(rest) : null
  return named(text(target), folder, (file) => {
    if (name === 'fsync' || name === 'fdatasync') return { kind: 'sync', file }
    if (name === 'ftruncate') {
      return { kind: 'truncate', file, size: Number(/^, (\d+)/.exec(rest)![1]) }
    }
    const [, hex, length, offset] = /^, "([^"]*)", (\d+), (\d+)/.exec(rest)!
    const bytes = hexBytes(hex!)
    if (bytes.length !== Number(length)) throw new Error('strace has cut a write short')
    return { kind: 'write', file, offset: Number(offset), bytes }
  })
}

function toldIn(rest: string): StorageStep | null {
  const told = /^told (\d+)/.exec(text(/^, "([^"]*)"/.exec(rest)?.[1] ?? ''))
  return told ? { kind: 'told', commit: Number(told[1]) } : null
}

function named(
  file: string,
  folder: string,
  step: (name: string) => StorageStep,
): StorageStep | null {
  // The shared memory of a WAL is rebuilt after a crash.
  if (path.dirname(file) !== folder || file.endsWith('-shm')) return null
  return step(path.basename(file))
}

function hexBytes(escaped: string): Uint8Array {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex')
}

function text(escaped: string): string {
  return Buffer.from(hexBytes(escaped)).toString()
}
