import { beforeEach, describe, expect, test } from 'vitest'
import { DraftChanges } from '#server/features/drafts/versions-changes.ts'
import { VersionWatch } from '#server/features/drafts/versions-watch.ts'
import { PlenaryError } from '#shared/errors.ts'
import { hour, minute } from '#shared/time.ts'
import { ManualClock } from '#tests/collab/support/manual-clock.ts'

const second = 1000

/** A watch over drafts whose visitors and versions are the test's own. */
class Scene {
  readonly clock = new ManualClock()
  readonly changes = new DraftChanges()
  readonly visitors = new Map<string, number>()
  readonly kept: string[] = []
  failure: Error | null = null
  readonly watch = new VersionWatch({
    storage: { db: { selectFrom: () => noRows } as never },
    changes: this.changes,
    clock: this.clock,
    engine: { occupancy: (draftId) => this.visitors.get(draftId) ?? 0 },
    log: { warn: () => undefined },
    texts: {
      keepAutomatic: async (draftId) => {
        if (this.failure) throw this.failure
        this.kept.push(draftId)
        this.changes.captured(draftId)
        this.changes.kept(draftId, false)
      },
    },
  })

  /** Somebody is in it and changes it. */
  type(draftId: string): void {
    this.visitors.set(draftId, 1)
    this.changes.stored(draftId, 'ann')
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5 * second) {
      this.clock.advance(Math.min(left, 5 * second))
      for (let turn = 0; turn < 4; turn++) await Promise.resolve()
    }
  }
}

const noRows = { select: () => noRows, distinct: () => noRows, execute: async () => [] }

let scene: Scene
beforeEach(async () => {
  scene = new Scene()
  await scene.watch.start()
})

describe('an automatic version is kept', () => {
  test('when nobody has changed the text for ten minutes, and once only', async () => {
    scene.type('a')
    await scene.pass(9 * minute)
    expect(scene.kept).toEqual([])
    await scene.pass(90 * second)
    expect(scene.kept).toEqual(['a'])
    await scene.pass(2 * hour)
    expect(scene.kept).toEqual(['a'])
  })

  test('a minute after the last one left, not when somebody comes back before', async () => {
    scene.type('a')
    await scene.pass(minute)
    scene.visitors.set('a', 0)
    await scene.pass(40 * second)
    scene.visitors.set('a', 1)
    await scene.pass(2 * minute)
    expect(scene.kept).toEqual([])
    scene.visitors.set('a', 0)
    await scene.pass(90 * second)
    expect(scene.kept).toEqual(['a'])
  })

  test('at the first lull of half a minute after an hour of work', async () => {
    for (let passed = 0; passed < 61; passed++) {
      scene.type('a')
      await scene.pass(minute - 35 * second)
      scene.type('a')
      await scene.pass(35 * second - 10 * second)
      scene.type('a')
      await scene.pass(10 * second)
    }
    expect(scene.kept).toEqual([])
    await scene.pass(45 * second)
    expect(scene.kept).toEqual(['a'])
  })

  test('a quarter of an hour later where there is no lull', async () => {
    for (let passed = 0; passed < 76 * minute; passed += 10 * second) {
      scene.type('a')
      await scene.pass(10 * second)
    }
    expect(scene.kept).toEqual(['a'])
  })

  test('later, when it could not be kept; never of a draft that is gone', async () => {
    scene.type('a')
    scene.failure = new Error('disk full')
    await scene.pass(11 * minute)
    scene.failure = null
    expect(scene.kept).toEqual([])
    await scene.pass(6 * minute)
    expect(scene.kept).toEqual(['a'])
    scene.type('b')
    scene.failure = new PlenaryError('not_found')
    await scene.pass(11 * minute)
    scene.failure = null
    await scene.pass(hour)
    expect(scene.kept).toEqual(['a'])
  })
})

test('what is changed while a version is made counts for the next one', async () => {
  scene.type('a')
  await scene.pass(minute)
  scene.changes.kept('a', true)
  await scene.pass(11 * minute)
  expect(scene.kept).toEqual(['a'])
})

test('a person is noted once a version, and again after it', () => {
  scene.type('a')
  expect(scene.changes.isNoted('a', 'ann')).toBe(true)
  expect(scene.changes.isNoted('a', 'bob')).toBe(false)
  scene.changes.captured('a')
  expect(scene.changes.isNoted('a', 'ann')).toBe(false)
})
