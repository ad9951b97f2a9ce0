import type { SeededRandom } from './seeded-random.ts'

/** What a process did to its files, in order, and what it told its callers meanwhile. */
export type StorageStep =
  | { kind: 'write'; file: string; offset: number; bytes: Uint8Array }
  | { kind: 'truncate'; file: string; size: number }
  | { kind: 'unlink'; file: string }
  /** All that was done to the file before is on the medium. */
  | { kind: 'sync'; file: string }
  /** Somebody heard that this commit is durable. */
  | { kind: 'told'; commit: number }

export interface StorageRecording {
  /** Files by name, as they were durable at the beginning. */
  before: Map<string, Uint8Array>
  steps: StorageStep[]
}

const SECTOR = 512

/**
 * The files as the medium may have them when the power fails before step `cut`: what was synced is
 * there; of what was not, each step got there, or did not, or got there up to some sector.
 */
export function afterPowerCut(
  { before, steps }: StorageRecording,
  cut: number,
  random: SeededRandom,
): Map<string, Uint8Array> {
  const syncedUpTo = new Map<string, number>()
  steps.slice(0, cut).forEach((step, index) => {
    if (step.kind === 'sync') syncedUpTo.set(step.file, index)
  })
  const files = new Map([...before].map(([name, bytes]) => [name, Uint8Array.from(bytes)]))
  steps.slice(0, cut).forEach((step, index) => {
    if (step.kind === 'told' || step.kind === 'sync') return
    const isSynced = index < (syncedUpTo.get(step.file) ?? -1)
    const luck = isSynced ? 2 : random.below(3)
    if (luck === 0) return
    if (step.kind !== 'write') return apply(files, step)
    const sectors = Math.floor(step.bytes.length / SECTOR)
    const length = luck === 2 ? step.bytes.length : random.below(sectors + 1) * SECTOR
    apply(files, { ...step, bytes: step.bytes.subarray(0, length) })
  })
  return files
}

/** Commits of which somebody had heard before step `cut`. */
export function toldBefore({ steps }: StorageRecording, cut: number): number[] {
  return steps.slice(0, cut).flatMap((step) => (step.kind === 'told' ? [step.commit] : []))
}

function apply(
  files: Map<string, Uint8Array>,
  step: Extract<StorageStep, { kind: 'write' | 'truncate' | 'unlink' }>,
): void {
  const old = files.get(step.file) ?? new Uint8Array()
  switch (step.kind) {
    case 'unlink':
      files.delete(step.file)
      return
    case 'truncate':
      files.set(step.file, resized(old, step.size))
      return
    case 'write': {
      const end = step.offset + step.bytes.length
      const grown = end > old.length ? resized(old, end) : old
      grown.set(step.bytes, step.offset)
      files.set(step.file, grown)
    }
  }
}

function resized(bytes: Uint8Array, size: number): Uint8Array {
  const copy = new Uint8Array(size)
  copy.set(bytes.subarray(0, size))
  return copy
}
