import { expect, test } from 'vitest'
import { thinnedVersions } from '#server/features/drafts/versions-policy.ts'
import { day, hour, minute } from '#shared/time.ts'

const zone = 'Europe/Lisbon'
/** A Wednesday, 10 in the morning there. */
const now = Date.parse('2026-05-20T09:00:00Z')

/** Versions of these times that stay, in order; ids are the times themselves. */
function kept(times: number[], referenced: number[] = []): string[] {
  const versions = times.map((at) => ({
    id: new Date(at).toISOString().slice(0, 16),
    at,
    isReferenced: referenced.includes(at),
  }))
  const dropped = new Set(thinnedVersions(versions, now, zone))
  return versions.map(({ id }) => id).filter((id) => !dropped.has(id))
}

test('all automatic versions of the last two days stay', () => {
  const times = Array.from({ length: 40 }, (_, at) => now - 2 * day + 1 + at * hour)
  expect(kept(times)).toHaveLength(40)
})

test('of earlier days the last stays, by the days of the group', () => {
  // 23:30 UTC in May is half an hour past midnight in Lisbon.
  const times = [
    Date.parse('2026-05-10T09:00:00Z'),
    Date.parse('2026-05-10T22:30:00Z'),
    Date.parse('2026-05-10T23:30:00Z'),
    Date.parse('2026-05-11T15:00:00Z'),
  ]
  expect(kept(times)).toEqual(['2026-05-10T22:30', '2026-05-11T15:00'])
})

test('after sixty days the last of each week stays, from Monday to Sunday', () => {
  const times = ['02', '04', '06', '08', '09', '11'].map((date) =>
    Date.parse(`2026-02-${date}T12:00:00Z`),
  )
  expect(kept(times)).toEqual(['2026-02-08T12:00', '2026-02-11T12:00'])
})

test('what a discussion points at stays for ever', () => {
  const [first, last] = [now - 300 * day, now - 300 * day + 5 * minute] as const
  expect(kept([first, last], [first])).toHaveLength(2)
  expect(kept([first, last])).toHaveLength(1)
})

test('thinned day after day, a year of versions ends as it would at once', () => {
  const times = Array.from({ length: 700 }, (_, at) => now - 350 * day + at * 12 * hour)
  let stepwise = times.map((at) => ({ id: String(at), at, isReferenced: false }))
  for (let today = now - 350 * day; today <= now; today += day) {
    const dropped = new Set(
      thinnedVersions(
        stepwise.filter(({ at }) => at <= today),
        today,
        zone,
      ),
    )
    stepwise = stepwise.filter(({ id }) => !dropped.has(id))
  }
  const atOnce = times.map((at) => ({ id: String(at), at, isReferenced: false }))
  const dropped = new Set(thinnedVersions(atOnce, now, zone))
  expect(stepwise).toEqual(atOnce.filter(({ id }) => !dropped.has(id)))
  expect(stepwise.length).toBeLessThan(110)
})
