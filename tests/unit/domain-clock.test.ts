import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { domainNow, noteNow, shownNow, subscribeNow } from '../../client/api/domain-clock.ts'

const december2007 = Date.parse('2007-12-20T12:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('domain time runs on from what the server said, whatever the device’s clock does', () => {
  noteNow(december2007)
  vi.advanceTimersByTime(90_000)
  vi.setSystemTime(Date.parse('2031-01-01T00:00:00Z'))
  expect(domainNow()).toBe(december2007 + 90_000)
})

test('readers are told when a minute may have passed, and no longer once they have left', () => {
  noteNow(december2007)
  const told = vi.fn<() => void>()
  const leave = subscribeNow(told)
  vi.advanceTimersByTime(60_000)
  expect(shownNow()).toBe(december2007 + 60_000)
  const times = told.mock.calls.length
  leave()
  vi.advanceTimersByTime(60_000)
  expect([times > 0, told.mock.calls.length]).toEqual([true, times])
})

test('an answer of another hour is shown at once', () => {
  noteNow(december2007)
  noteNow(december2007 + 3_600_000)
  expect(shownNow()).toBe(december2007 + 3_600_000)
})
