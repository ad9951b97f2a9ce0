import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { CategorySelect } from './category-select.tsx'
import { useTopicChange } from './use-topic-change.ts'

/** To another category of the same space. Mount it to open it. */
export function MoveTopicDialog(props: {
  topic: { id: string; spaceId: string; categoryId: string | null }
  onClose: () => void
}) {
  const { t } = useTranslation(['forum', 'common'])
  const { topic } = props
  const [categoryId, setCategory] = useState(topic.categoryId)
  const change = useTopicChange(topic.id, props.onClose)
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('move')}
      size={480}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            variant="filled"
            loading={change.isPending}
            onClick={() => change.mutate({ categoryId })}
          >
            {t('moveHere')}
          </Button>
        </>
      }
    >
      <CategorySelect
        spaceId={topic.spaceId}
        value={categoryId}
        onChange={setCategory}
        whenNone={t('noCategories')}
      />
    </Dialog>
  )
}
