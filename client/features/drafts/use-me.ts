import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { usePerson, useSession } from '../../shell/session.tsx'

/** Who writes here, as the server is going to say: for which agency, their first seat says. */
export function useMe(groupId: string): CreditedAuthor {
  const { id, name } = usePerson()
  const seats = useSession().groups.find((group) => group.id === groupId)?.seats ?? []
  return { personId: id, name, agency: seats[0]?.agency ?? null }
}
