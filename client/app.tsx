import { QueryClientProvider } from '@tanstack/react-query'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router/dom'
import { queryClient } from './api/query-client.ts'
import { i18n } from './i18n/i18n.ts'
import { router } from './routes.tsx'
import { SessionProvider } from './shell/session.tsx'
import { ThemeProvider } from './theme/theme-provider.tsx'
import { Tips } from './ui/tips.tsx'
import { Toasts } from './ui/toasts.tsx'

export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <ThemeProvider>
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
          <Toasts />
          <Tips />
        </QueryClientProvider>
      </ThemeProvider>
    </I18nextProvider>
  )
}
