import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { queryOf } from '../../api/query-of.ts'
import type { StaleCopy } from '../../editor/connection/draft-connection.ts'
import { QueryPage } from '../../shell/page.tsx'
import { DraftWithoutText } from './draft-without-text.tsx'
import { KeptTextDialog } from './kept-text-dialog.tsx'
import { LiveDraft } from './live-draft.tsx'

/** `/drafts/:draftId` */
export function DraftPage() {
  const { draftId = '' } = useParams()
  return <DraftVisit key={draftId} draftId={draftId} />
}

/** What could not be merged is offered even when access has ended and the draft is gone from here. */
function DraftVisit(props: { draftId: string }) {
  const { draftId } = props
  const query = useQuery(queryOf(drafts.show, { params: { draftId } }))
  const [copy, setCopy] = useState<StaleCopy | null>(null)
  return (
    <>
      <QueryPage query={query}>
        {(shown) =>
          shown.draft.hasText ? (
            <LiveDraft shown={shown} onStaleCopy={setCopy} />
          ) : (
            <DraftWithoutText shown={shown} />
          )
        }
      </QueryPage>
      {copy === null ? null : (
        <KeptTextDialog
          doc={copy.doc}
          reason={copy.reason}
          hasUnsaved={copy.hasUnsaved}
          title={query.data?.draft.title}
          onClose={() => setCopy(null)}
        />
      )}
    </>
  )
}
