import type { VariantColorsResolver } from '@mantine/core'

const line = (colour: string) => `1px solid ${colour}`

/** Button and icon-button colours by variant: `filled` (one primary a region), `default` (framed),
 * `subtle` (quiet), `light` (chosen). `color="stop"` for what ends or removes something. */
export const variantColours: VariantColorsResolver = ({ variant, color }) => {
  const token = color === 'stop' ? 'stop' : 'accent'
  const onToken = token === 'stop' ? 'var(--surface)' : 'var(--on-accent)'
  switch (variant) {
    case 'filled':
      return {
        background: `var(--${token})`,
        hover: `var(--${token}-hover)`,
        color: onToken,
        border: line('transparent'),
      }
    case 'light':
      return {
        background: `var(--${token}-soft)`,
        hover: `var(--${token}-soft)`,
        color: `var(--${token})`,
        border: line(`var(--${token}-line)`),
      }
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: variant === 'subtle' ? 'var(--hover)' : 'transparent',
        color: token === 'stop' ? 'var(--stop)' : 'var(--ink-2)',
        hoverColor: token === 'stop' ? 'var(--stop)' : 'var(--ink)',
        border: line('transparent'),
      }
    default:
      return {
        background: 'var(--surface)',
        hover: 'var(--hover)',
        color: token === 'stop' ? 'var(--stop)' : 'var(--ink)',
        border: line(token === 'stop' ? 'var(--stop-line)' : 'var(--line-2)'),
      }
  }
}
