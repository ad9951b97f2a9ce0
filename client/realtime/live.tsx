import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSession } from '../shell/session.tsx'
import { LiveConnection } from './live-connection.ts'

/** Keeps what is on the screen up to date while somebody is signed in. Once, in the shell. */
export function Live() {
  const queryClient = useQueryClient()
  const { person, groups } = useSession()
  const personId = person?.id ?? null
  const groupIds = groups.map((group) => group.id).join(' ')
  useEffect(() => {
    if (personId === null) return
    const connection = new LiveConnection(queryClient, groupIds === '' ? [] : groupIds.split(' '))
    return () => connection.close()
  }, [queryClient, personId, groupIds])
  return null
}
