import { expect, test } from 'vitest'
import { agencyColour, contrast } from '#shared/rules/agency-palette.ts'

test('the first colours are the palette’s own, in membership order', () => {
  expect(agencyColour(0)).toEqual({ light: '#1D5FAE', dark: '#7FB2F0' })
  expect(agencyColour(13)).toEqual({ light: '#B3303A', dark: '#F2888F' })
})

test('contrast is WCAG’s', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.478, 2)
})

const isReadable = (colour: string, ground: string) => contrast(colour, ground) >= 4.5

test('every colour can be read at 4.5:1 on the surface, light and dark', () => {
  for (let position = 0; position < 500; position++) {
    const { light, dark } = agencyColour(position)
    const verdict = [isReadable(light, '#FFFFFF'), isReadable(dark, '#171C1A')]
    expect([position, ...verdict]).toEqual([position, true, true])
  }
})

test('derived colours can be read on a hovered row, too', () => {
  for (let position = 14; position < 500; position++) {
    const { light, dark } = agencyColour(position)
    const verdict = [isReadable(light, '#E9EDEB'), isReadable(dark, '#212826')]
    expect([position, ...verdict]).toEqual([position, true, true])
  }
})

test('neighbours differ', () => {
  const colours = Array.from({ length: 60 }, (_, position) => agencyColour(position).light)
  expect(new Set(colours).size).toBe(60)
})
