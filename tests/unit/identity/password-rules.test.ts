import { expect, test } from 'vitest'
import { passwordFault } from '#shared/rules/password-rules.ts'

const person = { name: 'Focal Person Traoré', email: 'focal.person@example.org' }
const faultOf = (password: string) => passwordFault(password, person)

test('a password of twelve characters that nobody tries first is good', () => {
  for (const good of [
    'several quiet harbours',
    'kf9-2LLwq#81',
    'наша тихая гавань',
    '静かな港がいくつもあるのです',
  ]) {
    expect([good, faultOf(good)]).toEqual([good, null])
  }
})

test('length is counted in characters, not in units of storage', () => {
  expect(faultOf('elevenchars')).toBe('tooShort')
  expect(faultOf('🌊🌋🌌🌍🌎🌏')).toBe('tooShort')
})

test('common words, alone, doubled, or with digits and signs around them, are refused', () => {
  for (const common of [
    'Password1234',
    'password!!!!',
    '2024Welcome!!',
    'qwertyuiop12',
    'letmein_letmein',
    'correct horse battery staple',
  ]) {
    expect([common, faultOf(common)]).toEqual([common, 'common'])
  }
})

test('runs and a few characters over and over are refused', () => {
  for (const run of [
    '123456789012',
    'abcdefghijkl',
    '987654321098',
    'aaaaaaaaaaaa',
    'abababababab',
  ]) {
    expect([run, faultOf(run)]).toEqual([run, 'common'])
  }
})

test('one’s own name and address are refused, however written', () => {
  expect(faultOf('FOCAL PERSON traoré')).toBe('yourName')
  expect(faultOf('focalpersontraoré')).toBe('yourName')
  expect(faultOf('Focal.Person@Example.org')).toBe('yourAddress')
  expect(faultOf('focal.person')).toBe('yourAddress')
})
