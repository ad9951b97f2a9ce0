import { useQueryClient } from '@tanstack/react-query'
import { drafts } from '#shared/contracts/drafts.ts'
import { domainNow } from '../../api/domain-clock.ts'
import { queryOf } from '../../api/query-of.ts'
import type { DraftView, StaleCopy } from '../../editor/connection/draft-connection.ts'
import { useDraftConnection } from '../../editor/connection/use-draft-connection.ts'
import { usePerson, useSession } from '../../shell/session.tsx'
import type { ShownDraft } from './shown-draft.ts'

/** The draft's room, for who is signed in; null in the first moment. On a shared computer nothing
 * stays on the device (H20). */
export function useDraftView(
  { draft }: ShownDraft,
  onStaleCopy: (copy: StaleCopy) => void,
): DraftView | null {
  const queryClient = useQueryClient()
  const { installation, session } = useSession()
  const person = usePerson()
  return useDraftConnection({
    url: `${location.origin.replace(/^http/, 'ws')}/collab`,
    draftId: draft.id,
    epoch: draft.epoch,
    keptFor: session?.isShared ? null : { installation: installation.id, personId: person.id },
    fetchEpoch: async () => {
      const read = { ...queryOf(drafts.show, { params: { draftId: draft.id } }), staleTime: 0 }
      return (await queryClient.fetchQuery(read)).draft.epoch
    },
    onStaleCopy,
    now: domainNow,
  })
}
