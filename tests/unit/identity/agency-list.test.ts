import { expect, test } from 'vitest'
import { readAgencyList } from '#shared/rules/agency-list.ts'

const entity = (acronym: string, name: string, others = {}) => ({
  acronym,
  name,
  kind: 'entity',
  domains: [],
  ...others,
})

test('lines of ACRONYM; Name are read, blank ones and stray blanks aside', () => {
  expect(
    readAgencyList(
      '\uFEFFILO; International Labour Organization\r\n\r\n  UN/DESA ;Economic; Social\n',
    ),
  ).toEqual({
    agencies: [
      entity('ILO', 'International Labour Organization'),
      entity('UN/DESA', 'Economic; Social'),
    ],
    problems: [],
  })
})

test('CSV under its heading is read in whatever order the columns stand', () => {
  const csv = [
    'name,acronym,domains,kind,label',
    '"Regional, ""Commissions""",UN RC,un.org; @uneca.org,constituency,The Regions',
    '"Over two',
    'lines",TWO,,,',
  ].join('\n')
  expect(readAgencyList(csv)).toEqual({
    agencies: [
      {
        acronym: 'UN RC',
        name: 'Regional, "Commissions"',
        kind: 'constituency',
        label: 'The Regions',
        domains: ['un.org', 'uneca.org'],
      },
      entity('TWO', 'Over two\nlines'),
    ],
    problems: [],
  })
})

test('each fault names its line', () => {
  expect(readAgencyList('ILO; Labour\nNameless\n; No acronym\nilo; Again').problems).toEqual([
    { line: 2, fault: 'noName', text: 'Nameless' },
    { line: 3, fault: 'noAcronym', text: 'No acronym' },
    { line: 4, fault: 'twice', text: 'ilo' },
  ])
  const csv = 'acronym,name,kind,domains\nA,Alpha,club,\nB,Beta,,not a domain\n\n"C,Gamma,,'
  expect(readAgencyList(csv).problems).toEqual([
    { line: 5, fault: 'unclosedQuote', text: '"' },
    { line: 2, fault: 'unknownKind', text: 'club' },
    { line: 3, fault: 'badDomain', text: 'not' },
    { line: 5, fault: 'noName', text: 'C,Gamma,,' },
  ])
  expect(readAgencyList('acronym,name\nA,Alpha,more').problems).toEqual([
    { line: 2, fault: 'tooManyColumns', text: 'more' },
  ])
})

test('nothing pasted is nothing read', () => {
  expect(readAgencyList(' \n\n')).toEqual({ agencies: [], problems: [] })
})
