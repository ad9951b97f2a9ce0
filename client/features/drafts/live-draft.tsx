import type { StaleCopy } from '../../editor/connection/draft-connection.ts'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { DraftFrame } from './draft-frame.tsx'
import { OpenDraft } from './open-draft.tsx'
import type { ShownDraft } from './shown-draft.ts'
import { useDraftView } from './use-draft-view.ts'

/** A draft with a text, in its room with whoever else has it open. */
export function LiveDraft(props: { shown: ShownDraft; onStaleCopy: (copy: StaleCopy) => void }) {
  const { shown } = props
  const view = useDraftView(shown, props.onStaleCopy)
  if (view !== null) return <OpenDraft shown={shown} view={view} />
  return (
    <DraftFrame shown={shown}>
      <TextSkeleton />
    </DraftFrame>
  )
}
