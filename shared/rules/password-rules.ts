import { commonWords } from './known-passwords.ts'

export const shortestPassword = 12

/** Why a password is refused. */
export type PasswordFault = 'tooShort' | 'common' | 'yourName' | 'yourAddress'

const said: Record<PasswordFault, string> = {
  tooShort: `at least ${shortestPassword} characters`,
  common:
    'this one is among those that are tried first; take several words that do not belong together',
  yourName: 'must not be your name',
  yourAddress: 'must not be your address',
}

/** The fault in words, for a field of a form. */
export function sayPasswordFault(fault: PasswordFault): string {
  return said[fault]
}

function bare(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** A few characters over and over, or a run such as 123456789012. */
function isMonotonous(password: string): boolean {
  if (new Set(password).size <= 3) return true
  const codes = Array.from(password, (character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  // Nine to nought and a new beginning break the run once in a while.
  const isRun = (step: number) => steps.filter((one) => one === step).length >= steps.length * 0.8
  return isRun(1) || isRun(-1)
}

function isCommon(password: string): boolean {
  const letters = password.replace(/[^\p{L}\p{N}@]+/gu, '')
  const word = letters.replace(/^\d+|\d+$/g, '')
  const half = word.slice(0, word.length / 2)
  const isDoubled = word === half + half && commonWords.has(half)
  return isDoubled || commonWords.has(word) || commonWords.has(letters) || isMonotonous(password)
}

/** What is wrong with a password that this person chose; null for a good one. Pure. */
export function passwordFault(
  password: string,
  person: { name: string; email: string | null },
): PasswordFault | null {
  const chosen = bare(password)
  if (Array.from(chosen).length < shortestPassword) return 'tooShort'
  const spaceless = chosen.replace(/\s+/g, '')
  if (spaceless === bare(person.name).replace(/\s+/g, '')) return 'yourName'
  const address = person.email === null ? null : bare(person.email)
  if (address !== null && (chosen === address || chosen === address.split('@')[0]))
    return 'yourAddress'
  return isCommon(chosen) ? 'common' : null
}
