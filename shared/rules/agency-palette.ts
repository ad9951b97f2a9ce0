/** A pair of `#rrggbb`: on the light and on the dark surface. */
export interface ColourPair {
  light: string
  dark: string
}

/** Given out in membership order and stored with the agency. */
const palette: readonly ColourPair[] = (
  [
    ['1D5FAE', '7FB2F0'],
    ['0A6E7C', '5CC3D0'],
    ['6A4BA3', 'B79CEB'],
    ['8F5A00', 'DDA84A'],
    ['35506B', '9DB6CF'],
    ['3D55C8', '97A8FF'],
    ['B84A0E', 'F19A63'],
    ['006E9E', '63BDE8'],
    ['6B6411', 'C4BC56'],
    ['525B66', 'AEB8C2'],
    ['A12F76', 'EC8CC4'],
    ['2E7A33', '86CC89'],
    ['7A4A2B', 'CFA083'],
    ['B3303A', 'F2888F'],
  ] as const
).map(([light, dark]) => ({ light: `#${light}`, dark: `#${dark}` }))

/** The least favourable grounds that a colour stands on: a hovered row, light and dark. */
const grounds = { light: '#E9EDEB', dark: '#212826' }
const leastContrast = 4.5
/** Turns of the golden angle never fall on the same hue twice. */
const goldenAngle = 137.508

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours (`#rrggbb`) as WCAG 2 computes it: 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Hue in degrees, saturation and lightness 0 to 1. */
function fromHsl(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (shift: number) => {
    const place = (shift + hue / 30) % 12
    const value = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`.toUpperCase()
}

/** The first lightness, going from `start` in `step`s, that can be read on `ground`. */
function readable(
  hue: number,
  saturation: number,
  ground: string,
  start: number,
  step: number,
): string {
  let lightness = start
  while (contrast(fromHsl(hue, saturation, lightness), ground) < leastContrast) lightness += step
  return fromHsl(hue, saturation, lightness)
}

/** The colours of the agency at this position (from 0): of the palette, further ones derived. */
export function agencyColour(position: number): ColourPair {
  const given = palette[position]
  if (given) return given
  const hue = (position * goldenAngle) % 360
  return {
    light: readable(hue, 0.55, grounds.light, 0.42, -0.01),
    dark: readable(hue, 0.6, grounds.dark, 0.6, 0.01),
  }
}
