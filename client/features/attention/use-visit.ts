import { useEffect } from 'react'
import { attention } from '#shared/contracts/attention.ts'
import { call } from '../../api/call.ts'

/**
 * Says that one was here: when home is first shown, and when its tab is looked at again. The server
 * takes moments of one visit together. `isShown`: after the answer, which still counts from the
 * visit before.
 */
export function useVisit(groupId: string, isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return
    const visit = () => {
      if (document.visibilityState !== 'visible') return
      // Nobody waits for it, and the next look at home says it again.
      call(attention.visit, { params: { groupId } }).catch(() => undefined)
    }
    visit()
    document.addEventListener('visibilitychange', visit)
    return () => document.removeEventListener('visibilitychange', visit)
  }, [groupId, isShown])
}
