import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const css = readFileSync(path.resolve(import.meta.dirname, '../../client/theme/tokens.css'), 'utf8')

/** The colours of one scheme; dark ones stand over light ones, as in the page. */
function tokensOf(scheme: 'light' | 'dark'): Record<string, string> {
  const [light = '', dark = ''] = css.split(":root[data-mantine-color-scheme='dark'] {")
  return scheme === 'light' ? coloursIn(light) : { ...coloursIn(light), ...coloursIn(dark) }
}

function coloursIn(text: string): Record<string, string> {
  const found = text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)
  return Object.fromEntries([...found].map((match) => [match[1] ?? '', match[2] ?? '']))
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((index) => {
    const share = Number.parseInt(hex.slice(index, index + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['surface', 'canvas', 'side', 'hover']
const texts = ['ink', 'ink-2', 'ink-3']
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ...['accent', 'stop', 'warn'].flatMap((text) =>
    ['surface', 'canvas'].map((ground) => [text, ground, 4.5] as const),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-hover', 4.5],
  ['accent', 'accent-soft', 4.5],
  ['accent', 'hover', 4.5],
  ['warn', 'warn-soft', 4.5],
  ['stop', 'stop-soft', 4.5],
  ['surface', 'stop', 4.5],
  ['ink', 'mark', 4.5],
  ['ink', 'mark-2', 4.5],
  ['field', 'surface', 3],
  ['accent', 'side', 3],
] as const

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const tokens = tokensOf(scheme)
  test.each(pairs)('%s on %s has a contrast of at least %d', (text, ground, least) => {
    const [one, other] = [tokens[text], tokens[ground]]
    if (!one || !other) throw new Error(`No colour ${text} or ${ground}`)
    expect(contrast(one, other)).toBeGreaterThanOrEqual(least)
  })
})
