import type { StaleCopy } from '../../editor/connection/draft-connection.ts'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { DraftFrame } from './draft-frame.tsx'
import { OpenDraft } from './open-draft.tsx'
import type { ShownDraft } from './shown-draft.ts'
import { useDraftRoom } from './use-draft-room.ts'

/** A draft with a text, in its room with whoever else has it open. */
export function LiveDraft(props: { shown: ShownDraft; onStaleCopy: (copy: StaleCopy) => void }) {
  const { shown } = props
  const connection = useDraftRoom(shown, props.onStaleCopy)
  if (connection !== null) return <OpenDraft shown={shown} connection={connection} />
  return (
    <DraftFrame shown={shown}>
      <TextSkeleton />
    </DraftFrame>
  )
}
