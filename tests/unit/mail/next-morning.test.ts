import { expect, it } from 'vitest'
import { nextMorning } from '#server/mail/next-morning.ts'

const at = (iso: string) => Date.parse(iso)

it.each([
  ['2026-05-20T04:00:00Z', 'Europe/Lisbon', '2026-05-20T06:00:00Z'],
  ['2026-05-20T06:00:00Z', 'Europe/Lisbon', '2026-05-21T06:00:00Z'],
  ['2026-05-20T23:30:00Z', 'Asia/Tokyo', '2026-05-21T22:00:00Z'],
  ['2026-05-20T20:00:00Z', 'Asia/Tokyo', '2026-05-20T22:00:00Z'],
  ['2026-12-31T20:00:00Z', 'America/New_York', '2027-01-01T12:00:00Z'],
])('after %s, it is seven in the morning in %s at %s', (now, zone, expected) => {
  expect(new Date(nextMorning(at(now), zone)).toISOString()).toBe(new Date(expected).toISOString())
})
