import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { failureCode } from './api-error.ts'

// Worth another try by itself; every other refusal would be the same again.
const passing = new Set(['offline', 'busy', 'storage_unavailable', 'internal'])

/** Server state. A call that is told `not_signed_in` makes the client read its session again; the
 * shell then leads to the sign-in page, and from there back to the same address. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Asked without a network too: what is on this device answers then, or the page says why not.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) =>
        failures < 2 && navigator.onLine && passing.has(failureCode(error)),
    },
    mutations: { networkMode: 'always' },
  },
})

function noticeSignedOut(error: unknown): void {
  if (failureCode(error) !== 'not_signed_in') return
  void queryClient.invalidateQueries({ queryKey: ['identity.session'] })
}
