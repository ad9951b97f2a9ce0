import { useQuery } from '@tanstack/react-query'
import { createContext, use, useEffect, type ReactNode } from 'react'
import { identity, type Session } from '#shared/contracts/identity.ts'
import { failureCode } from '../api/api-error.ts'
import { queryOf } from '../api/query-of.ts'
import { setLanguage } from '../i18n/language.ts'
import { isFromDevice } from '../offline/kept-answers.ts'
import { ErrorPage } from '../ui/error-page.tsx'
import { ReaderProvider } from '../ui/reader.tsx'

const SessionContext = createContext<Session | null>(null)

/** What the client asks first: who is here, in which groups, and what the installation is. */
export const sessionQuery = { ...queryOf(identity.session), staleTime: 60_000 }

/** Shows nothing of the product before the session is known, and takes the person's language and
 * time zone from it. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data, error } = useQuery({ ...sessionQuery, refetchInterval: retryWhileUnreachable })
  const language = data?.person?.language
  useEffect(() => {
    if (language) void setLanguage(language)
  }, [language])
  if (!data && !error) return null
  return (
    <ReaderProvider timeZone={data?.person?.timeZone ?? null}>
      {data ? (
        <SessionContext value={data}>{children}</SessionContext>
      ) : (
        <main className="lonely">
          <ErrorPage kind={failureCode(error) === 'offline' ? 'offline' : 'broken'} />
        </main>
      )}
    </ReaderProvider>
  )
}

// A server that restarts is back in seconds; nobody should have to press a key for it.
function retryWhileUnreachable(query: { state: { error: unknown; data: unknown } }) {
  return query.state.error || isFromDevice(query.state.data) ? 5000 : false
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs a SessionProvider above it')
  return session
}

/** The person who is signed in; only below the shell, which lets nobody else in. */
export function usePerson() {
  const { person } = useSession()
  if (!person) throw new Error('usePerson is for pages of people who are signed in')
  return person
}
