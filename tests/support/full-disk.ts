import { spawnSync } from 'node:child_process'

function limitFileSize(bytes: number | 'unlimited'): boolean {
  const limit = [`--pid=${process.pid}`, `--fsize=${bytes}:unlimited`]
  return spawnSync('prlimit', limit).status === 0
}

/** Whether this machine can refuse this process's writes: on Linux with util-linux. */
export const canFillDisk = limitFileSize('unlimited')

/**
 * No file of this process takes another byte (the kernel answers EFBIG, Node ignores the signal
 * that comes with it), until `empty`. Files can still be read, and written by other processes.
 */
export function fillDisk(): { empty(): void } {
  if (!limitFileSize(0)) throw new Error('prlimit does not work here')
  return {
    empty: () => void limitFileSize('unlimited'),
  }
}
