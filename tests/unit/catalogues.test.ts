import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '#shared/contracts/contract.ts'

const client = path.resolve(import.meta.dirname, '../../client')
const categories = ['zero', 'one', 'two', 'few', 'many', 'other']
const pluralEnd = new RegExp(`_(${categories.join('|')})$`)

type Words = Record<string, string>

/** A catalogue file as `spaces.title → words`. */
function readWords(language: string, namespace: string): Words {
  const file = path.join(client, 'i18n', language, `${namespace}.json`)
  const words: Words = {}
  const walk = (value: unknown, at: string) => {
    if (typeof value === 'string') words[at] = value
    else
      for (const [key, inner] of Object.entries(value as object))
        walk(inner, at ? `${at}.${key}` : key)
  }
  walk(JSON.parse(readFileSync(file, 'utf8')), '')
  return words
}

const namespaces = readdirSync(path.join(client, 'i18n/en'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))

const stem = (key: string) => key.replace(pluralEnd, '')
const stems = (words: Words) =>
  [...new Set(Object.keys(words).map(stem))].toSorted((one, other) => one.localeCompare(other))
const isPlural = (words: Words, key: string) => `${key}_other` in words
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map((match) => match[1] ?? '')
    .toSorted((one, other) => one.localeCompare(other))

describe.each(namespaces)('the words of %s', (namespace) => {
  const english = readWords('en', namespace)

  test('are complete in French', () => {
    expect(stems(readWords('fr', namespace))).toEqual(stems(english))
  })

  test.each(languages)('have every plural that the grammar of %s asks for', (language) => {
    const words = readWords(language, namespace)
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const wanting = stems(words)
      .filter((key) => isPlural(words, key))
      .flatMap((key) => needed.map((category) => `${key}_${category}`))
      .filter((key) => !(key in words))
    expect(wanting).toEqual([])
  })

  test('name the same things to fill in, in every language', () => {
    const wrong = languages.flatMap((language) =>
      Object.entries(readWords(language, namespace))
        .filter(([key, text]) => differs(key, text, english))
        .map(([key]) => `${language}: ${key}`),
    )
    expect(wrong).toEqual([])
  })
})

/** A translation must not invent a blank; a plural form may leave out the number itself. */
function differs(key: string, text: string, english: Words): boolean {
  const model = english[key] ?? english[`${stem(key)}_other`]
  if (model === undefined) return true
  const isSomePlural = pluralEnd.test(key)
  const without = (names: string[]) => names.filter((name) => !isSomePlural || name !== 'count')
  return without(placeholders(text)).join() !== without(placeholders(model)).join()
}

const sources = readdirSync(client, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name))
  .map((file) => ({ file: path.relative(client, file), text: readFileSync(file, 'utf8') }))

/** Namespaces as the code names them: the file `sign-in.json` is `signIn`, and the words that stand
 * everywhere are the default namespace. */
const asCode = (namespace: string) =>
  namespace === 'everywhere'
    ? 'common'
    : namespace.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
const known = new Map(
  namespaces.map((namespace) => [asCode(namespace), stems(readWords('en', namespace))]),
)

function namespacesOf(text: string): string[] {
  const calls = [...text.matchAll(/useTranslation\(([^)]*)\)/g)].map((match) => match[1] ?? '')
  const named = calls.flatMap((call) =>
    [...call.matchAll(/'([\w]+)'/g)].map((match) => match[1] ?? ''),
  )
  return ['common', ...named]
}

describe('the client', () => {
  test('asks for no word that no catalogue has', () => {
    const missing = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/\bt\(\s*'([\w.:-]+)'/g)]
        .map((match) => match[1] ?? '')
        .filter((key) => !hasWord(key, namespacesOf(text)))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })
})

function hasWord(key: string, among: string[]): boolean {
  const [namespace, name] = key.includes(':') ? key.split(':', 2) : [null, key]
  const places = namespace ? [namespace] : among
  return places.some((place) => known.get(place)?.includes(name ?? ''))
}
