import { describe, expect, test } from 'vitest'
import {
  calendarDay,
  dayOf,
  lineInstant,
  nearDay,
  relative,
  shortInstant,
} from '../../client/ui/time-format.ts'

const at = (iso: string) => Date.parse(iso)
const view = { locale: 'en-GB', timeZone: 'Europe/Paris', now: at('2007-12-13T09:30:00Z') }
const words = {
  today: 'Today',
  yesterday: 'Yesterday',
  dayAtTime: (day: string, time: string) => `${day}, ${time}`,
}

describe('an instant in a column', () => {
  test.each([
    ['2007-12-13T08:05:00Z', '09:05'],
    ['2007-12-12T15:40:00Z', 'Wed'],
    ['2007-12-06T12:00:00Z', '6 Dec'],
    ['2006-12-06T12:00:00Z', '6 Dec 2006'],
    ['2007-12-18T12:00:00Z', '18 Dec'],
  ])('%s reads %s', (instant, text) => {
    expect(shortInstant(at(instant), view)).toBe(text)
  })
})

describe('an instant on a line of its own', () => {
  test.each([
    ['2007-12-13T08:05:00Z', 'Today, 09:05'],
    ['2007-12-12T15:40:00Z', 'Yesterday, 16:40'],
    ['2007-12-10T15:40:00Z', 'Mon 10 Dec, 16:40'],
    ['2006-12-06T12:00:00Z', '6 Dec 2006, 13:00'],
  ])('%s reads %s', (instant, text) => {
    expect(lineInstant(at(instant), view, words)).toBe(text)
  })
})

test('the day is the one of the zone: a quarter to midnight in New York is tomorrow in Paris', () => {
  const late = at('2007-12-13T04:45:00Z')
  expect(dayOf(late, 'America/New_York')).toBe('2007-12-12')
  expect(nearDay(late, view, words)).toBe('Today')
  expect(nearDay(late, { ...view, timeZone: 'America/New_York' }, words)).toBe('Yesterday')
})

test('days are counted by the calendar, also over the change to summer time', () => {
  const spring = { ...view, now: at('2007-03-24T23:30:00Z') }
  expect(relative(at('2007-03-25T22:30:00Z'), spring)).toBe('tomorrow')
})

describe('how far away', () => {
  test.each([
    ['2007-12-18T12:00:00Z', 'in 5 days'],
    ['2007-12-12T12:00:00Z', 'yesterday'],
    ['2007-12-13T11:30:00Z', 'in 2 hours'],
    ['2007-12-13T09:20:00Z', '10 minutes ago'],
    ['2008-01-13T09:20:00Z', 'in 4 weeks'],
    ['2008-06-13T09:20:00Z', 'in 6 months'],
  ])('%s reads %s', (instant, text) => {
    expect(relative(at(instant), view)).toBe(text)
  })
})

test('a calendar date has no zone, and what is no date stays as it stands', () => {
  expect(calendarDay('2007-12-18', 'en-GB')).toBe('18 December 2007')
  expect(calendarDay('by 19 Nov', 'en-GB')).toBe('by 19 Nov')
})
