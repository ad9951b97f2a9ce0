import { useMutation, useQueryClient } from '@tanstack/react-query'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../api/call.ts'
import { setLanguage, type Language } from '../i18n/language.ts'
import { sessionQuery, useSession } from './session.tsx'

/** Turns the page to a language at once, and keeps it in the account of who is signed in. */
export function useChooseLanguage(): (language: Language) => void {
  const { person } = useSession()
  const client = useQueryClient()
  const keep = useMutation({
    mutationFn: (language: Language) => call(identity.updateAccount, { body: { language } }),
    onSuccess: (own) =>
      client.setQueryData(sessionQuery.queryKey, (session) =>
        session ? { ...session, person: own } : session,
      ),
  })
  return (language) => {
    void setLanguage(language)
    if (person) keep.mutate(language)
  }
}
