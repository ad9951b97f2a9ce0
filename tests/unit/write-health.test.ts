import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchLog } from '#server/storage/wal-alarm.ts'
import { WriteHealth } from '#server/storage/write-health.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const told: (string | null)[] = []
  const probes: number[] = []
  const disk = { isFull: true }
  const probe = async () => {
    probes.push(performance.now())
    if (disk.isFull) throw new Error('still full')
  }
  const health = new WriteHealth(probe, (cause) => told.push(cause))
  /** Moves time on until there was a probe, and answers after how long. */
  const nextProbe = async () => {
    const [before, from] = [probes.length, performance.now()]
    while (probes.length === before) await vi.advanceTimersByTimeAsync(100)
    return (probes.at(-1) ?? 0) - from
  }
  return { health, told, disk, nextProbe }
}

describe('C12: the health of the storage', () => {
  it('comes back by a probe alone, tried each second, and is told once each way', async () => {
    const { health, told, disk, nextProbe } = watched()
    health.failed('full')
    health.failed('full of it')
    expect([await nextProbe(), await nextProbe(), await nextProbe()]).toEqual([1000, 1000, 1000])
    expect(health.isHealthy).toBe(false)
    disk.isFull = false
    await nextProbe()
    expect(health.isHealthy).toBe(true)
    expect(told).toEqual(['full', null])
  })

  it('is looked at less and less often when trouble keeps coming back, up to half a minute', async () => {
    const { health, disk, nextProbe } = watched()
    disk.isFull = false
    const pauses: number[] = []
    for (let time = 0; time < 7; time++) {
      health.failed('on the brink')
      pauses.push(await nextProbe())
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    await vi.advanceTimersByTimeAsync(60_000)
    health.failed('much later')
    expect(await nextProbe()).toBe(1000)
  })

  it('is not probed any more once it is stopped', async () => {
    const { health, told } = watched()
    health.failed('full')
    health.stop()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(told).toEqual(['full'])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('H12: the alarm of the write-ahead log', () => {
  it('warns once when it passes 256 MB, and says so once when it is small again', () => {
    const said: string[] = []
    const log = {
      warn: (fields: { bytes: number }) => said.push(`warn ${fields.bytes}`),
      info: (fields: { bytes: number }) => said.push(`info ${fields.bytes}`),
    }
    let bytes = 2 ** 28
    const stop = watchLog({ logBytes: () => bytes }, log as never, 1000)
    const pass = (next: number) => {
      bytes = next
      vi.advanceTimersByTime(1000)
    }
    for (const next of [2 ** 28, 2 ** 28 + 1, 2 ** 29, 2 ** 20, 2 ** 20]) pass(next)
    expect(said).toEqual([`warn ${2 ** 28 + 1}`, `info ${2 ** 20}`])
    stop()
    pass(2 ** 30)
    expect(said).toHaveLength(2)
  })
})
