import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { drafts } from '#shared/contracts/drafts.ts'
import { domainNow } from '../../api/domain-clock.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import type { DraftConnection, StaleCopy } from '../../editor/connection/draft-connection.ts'
import { useDraftConnection } from '../../editor/connection/use-draft-connection.ts'
import { DraftSocket } from '../../realtime/draft-socket.ts'
import { usePerson, useSession } from '../../shell/session.tsx'
import type { ShownDraft } from './shown-draft.ts'

/** The draft's room, for who is signed in; null in the first moment. On a shared computer nothing
 * stays on the device (H20). */
export function useDraftRoom(
  { draft }: ShownDraft,
  onStaleCopy: (copy: StaleCopy) => void,
): DraftConnection | null {
  const queryClient = useQueryClient()
  const { installation, session } = useSession()
  const person = usePerson()
  return useDraftConnection({
    url: `${location.origin.replace(/^http/, 'ws')}/collab`,
    draftId: draft.id,
    epoch: draft.epoch,
    keptFor: session?.isShared ? null : { installation: installation.id, personId: person.id },
    fetchEpoch: () => askEpoch(queryClient, draft.id),
    onStaleCopy,
    now: domainNow,
    socket: DraftSocket,
  })
}

/** From the server itself, however long it cannot be reached: what is kept here is the old one. */
async function askEpoch(queryClient: QueryClient, draftId: string): Promise<number> {
  const input = { params: { draftId } }
  const shown = await queryClient.fetchQuery({
    queryKey: keyOf(drafts.show, input),
    queryFn: ({ signal }) => call(drafts.show, input, { signal }),
    staleTime: 0,
    retry: (_failures, error) => failureCode(error) === 'offline',
  })
  return shown.draft.epoch
}
