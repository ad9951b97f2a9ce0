import { expect, test } from 'vitest'
import { setupFaults } from '../../../client/features/setup/setup-faults.ts'
import {
  blankRow,
  firstRunOf,
  firstValues,
  ownPath,
  rowOf,
  type SetupValues,
} from '../../../client/features/setup/setup-values.ts'

/** A form filled in well, with a blank row between its two agencies. */
function filledIn(): SetupValues {
  const values = firstValues('Africa/Nairobi')
  return {
    group: { ...values.group, name: 'Water and Sanitation Group', acronym: 'WSG' },
    agencies: [
      rowOf({ acronym: 'AFW', name: 'Agency for Water', kind: 'entity', domains: ['afw.example'] }),
      blankRow(),
      rowOf({ acronym: 'BOS', name: 'Bureau of Sanitation', kind: 'entity', domains: [] }),
    ],
    chair: { isHeld: 'held', acronym: 'BOS', from: '2026-01-01', until: '2026-12-31' },
    self: { ...values.self, name: 'Focal Person', email: 'focal@wsg.example', agency: 'AFW' },
  }
}

test('a form that is filled in has no fault and sends its rows without the blank ones', () => {
  const values = filledIn()
  expect(setupFaults(values)).toEqual({})
  expect(firstRunOf(values)).toEqual({
    group: { name: 'Water and Sanitation Group', acronym: 'WSG', timeZone: 'Africa/Nairobi' },
    agencies: [
      { acronym: 'AFW', name: 'Agency for Water', kind: 'entity', domains: ['afw.example'] },
      { acronym: 'BOS', name: 'Bureau of Sanitation', kind: 'entity', domains: [] },
    ],
    chair: { acronym: 'BOS', from: '2026-01-01', until: '2026-12-31' },
    self: {
      name: 'Focal Person',
      email: 'focal@wsg.example',
      agency: 'AFW',
      seat: 'secretariat',
      isAdministrator: true,
    },
  })
})

test('a vacant chair is sent as none, and asks for no agency and no days', () => {
  const values = filledIn()
  values.chair = { isHeld: 'vacant', acronym: null, from: '', until: '' }
  expect(setupFaults(values)).toEqual({})
  expect(firstRunOf(values).chair).toBeNull()
})

test('each fault stands at its field', () => {
  const values = filledIn()
  values.group.name = ' '
  values.agencies = [
    { ...blankRow(), acronym: 'AFW', name: 'Agency for Water', domains: 'afw.example nonsense' },
    { ...blankRow(), acronym: 'afw', name: '' },
  ]
  values.chair.until = '2025-12-31'
  values.self = { ...values.self, email: 'focal', password: 'password1234' }
  expect(setupFaults(values)).toEqual({
    'group.name': 'wanted',
    'agencies.0.domains': 'badDomain',
    'agencies.1.acronym': 'twice',
    'agencies.1.name': 'wanted',
    'chair.acronym': 'notListed',
    'chair.until': 'untilBeforeFrom',
    'self.email': 'badEmail',
    'self.password': 'common',
  })
})

test('the server’s field paths are those of the form, blank rows counted in', () => {
  const values = filledIn()
  expect(ownPath('agencies.0.acronym', values)).toBe('agencies.0.acronym')
  expect(ownPath('agencies.1.domains.0', values)).toBe('agencies.2.domains')
  expect(ownPath('self.email', values)).toBe('self.email')
})
