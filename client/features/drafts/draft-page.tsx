import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { failureCode } from '../../api/api-error.ts'
import { queryOf } from '../../api/query-of.ts'
import { QueryPage } from '../../shell/page.tsx'
import { DraftNotHere } from './draft-not-here.tsx'
import { DraftWithoutText } from './draft-without-text.tsx'
import { KeptTextDialog } from './kept-text-dialog.tsx'
import { LiveDraft } from './live-draft.tsx'
import { useLeftCopies } from './use-left-copies.ts'
import { useOfferedTexts } from './use-offered-texts.ts'

/** `/drafts/:draftId` */
export function DraftPage() {
  const { draftId = '' } = useParams()
  return <DraftVisit key={draftId} draftId={draftId} />
}

/** What could not be merged is offered even when access has ended and the draft is gone from here. */
function DraftVisit(props: { draftId: string }) {
  const { draftId } = props
  const query = useQuery({
    ...queryOf(drafts.show, { params: { draftId } }),
    refetchInterval: ({ state }) => (isOutOfReach(state) ? 5000 : false),
  })
  const title = query.data?.draft.title
  const { first, offer, settle } = useOfferedTexts(draftId, title)
  useLeftCopies(draftId, query, offer)
  return (
    <>
      {isOutOfReach(query) || (query.isPending && query.errorUpdateCount > 0) ? (
        <DraftNotHere />
      ) : (
        <QueryPage query={query}>
          {(shown) =>
            shown.draft.hasText ? (
              <LiveDraft shown={shown} onStaleCopy={(copy) => void offer(copy)} />
            ) : (
              <DraftWithoutText shown={shown} />
            )
          }
        </QueryPage>
      )}
      {first === null ? null : (
        <KeptTextDialog
          key={first.key}
          doc={first.doc}
          reason={first.reason}
          hasUnsaved={first.hasUnsaved}
          title={title ?? first.title ?? undefined}
          onClose={settle}
        />
      )}
    </>
  )
}

/** Neither the server nor this device has it; asked again until one has. */
function isOutOfReach({ data, error }: { data: unknown; error: unknown }): boolean {
  return data === undefined && error !== null && failureCode(error) === 'offline'
}
