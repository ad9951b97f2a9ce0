import { Dialog } from '../../ui/dialog.tsx'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

// With the editor in it, fetched by who writes.
const NewTopicForm = lazy(async () => ({
  default: (await import('./new-topic-form.tsx')).NewTopicForm,
}))

/** Begins a topic with its first post. What was begun and not sent is there again. Mount it to open
 * it. */
export function NewTopicDialog(props: {
  spaceId: string
  may: { upload: boolean }
  onClose: () => void
}) {
  const { t } = useTranslation('forum')
  const keeper = useKeptDraft(`space:${props.spaceId}`)
  return (
    <Dialog isOpen onClose={props.onClose} title={t('newTopic')} size={720}>
      {keeper.found === undefined ? (
        <TextSkeleton lines={6} />
      ) : (
        <Suspense fallback={<TextSkeleton lines={6} />}>
          <NewTopicForm
            spaceId={props.spaceId}
            mayUpload={props.may.upload}
            keeper={keeper}
            onCancel={props.onClose}
          />
        </Suspense>
      )}
    </Dialog>
  )
}
