import type { CSSVariablesResolver } from '@mantine/core'

/** Mantine's own variables spoken in the product's tokens, so that every component of it obeys
 * them. Its defaults for dimmed, placeholder, disabled and light text miss 4.5:1. */
const shared: Record<string, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-success': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--canvas)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-font-family': 'var(--sans)',
  ...colour('accent', 'accent'),
  ...colour('stop', 'stop'),
}

function colour(name: string, token: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-text`]: `var(--${token})`,
    [`--mantine-color-${name}-filled`]: `var(--${token})`,
    [`--mantine-color-${name}-filled-hover`]: `var(--${token}-hover)`,
    [`--mantine-color-${name}-light`]: `var(--${token}-soft)`,
    [`--mantine-color-${name}-light-hover`]: `var(--${token}-soft)`,
    [`--mantine-color-${name}-light-color`]: `var(--${token})`,
    [`--mantine-color-${name}-outline`]: `var(--${token})`,
    [`--mantine-color-${name}-outline-hover`]: `var(--${token}-soft)`,
  }
}

/** Set for both schemes: Mantine sets its defaults per scheme, and those would win. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
})
