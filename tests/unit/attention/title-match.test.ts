import { expect, it } from 'vitest'
import { titleRank, wordsOf } from '#shared/rules/title-match.ts'

const rank = (title: string, typed: string) => titleRank(title, wordsOf(typed))

it.each([
  ['Évaluation des marées', 'evaluation', 0],
  ['Évaluation des marées', 'ÉVAL', 0],
  ['Évaluation des marées', 'mar eval', 1],
  ['Évaluation des marées', 'luation', 2],
  ['Evaluation', 'éva', 0],
  ['Straße und Hafen', 'STRASSE', 0],
  ['ＨＡＲＢＯＵＲ list', 'harbour', 0],
  ['مذكّرة اللجنة', 'مذكرة', 0],
  ['Minutes of 4 December', '4 dec', 1],
  ['Minutes of 4 December', 'minutes november', null],
  ['GMG/2007/WP.1', '2007', 1],
])('in %s, what was typed as %s has the rank %s', (title, typed, expected) => {
  expect(rank(title, typed)).toBe(expected)
})

it('blanks alone are no words', () => {
  expect(wordsOf('  \t ')).toEqual([])
})
