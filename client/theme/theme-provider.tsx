import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import './tokens.css'
import './base.css'
import './mantine-css.ts'
import './fonts.ts'
import { cssVariablesResolver } from './css-variables.ts'
import { theme } from './theme.ts'

// The key is read by public/first-paint.js too.
const colorSchemeManager = localStorageColorSchemeManager({ key: 'plenary.colour-scheme' })

/** Colours, type and direction for everything below. The direction is the `dir` of the page, which
 * client/i18n/language.ts sets; Mantine watches it. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        {children}
      </MantineProvider>
    </DirectionProvider>
  )
}
