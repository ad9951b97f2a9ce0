import { Radio } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { drafts } from '#shared/contracts/drafts.ts'
import { call } from '../../api/call.ts'
import { DraftFormDialog } from './draft-form-dialog.tsx'
import { DraftersChoice } from './drafters-choice.tsx'
import css from './draft.module.css'
import type { ShownDraft } from './shown-draft.ts'
import { useDraftChange } from './use-draft-change.ts'

export interface ChosenDrafters {
  rule: 'space' | 'chosen'
  agencyIds: string[]
  seatIds: string[]
}

/** Says who may write. Mount it to open it. */
export function DraftersDialog(props: { draft: ShownDraft['draft']; onClose: () => void }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { draft, onClose } = props
  const { rule, agencies, seats } = draft.drafters
  const form = useForm<ChosenDrafters>({
    mode: 'controlled',
    initialValues: {
      rule,
      agencyIds: agencies.map(({ id }) => id),
      seatIds: seats.map(({ id }) => id),
    },
  })
  const naming = useDraftChange(
    (body: ChosenDrafters) => call(drafts.nameDrafters, { params: { draftId: draft.id }, body }),
    onClose,
  )
  return (
    <DraftFormDialog
      title={t('draftersTitle')}
      support={t('draftersOffice')}
      confirm={t('common:save')}
      size={640}
      isPending={naming.isPending}
      error={naming.error}
      onSubmit={form.onSubmit((values) => naming.mutate(values))}
      onClose={onClose}
    >
      <Radio.Group aria-label={t('draftersTitle')} {...form.getInputProps('rule')}>
        <div className={css['choices']}>
          <Radio value="space" label={t('draftersSpace')} description={t('draftersSpaceWhy')} />
          <Radio value="chosen" label={t('draftersChosen')} description={t('draftersChosenWhy')} />
        </div>
      </Radio.Group>
      {form.values.rule === 'chosen' ? (
        <DraftersChoice
          draft={draft}
          agencyIds={form.values.agencyIds}
          seatIds={form.values.seatIds}
          onAgencies={(agencyIds) => form.setFieldValue('agencyIds', agencyIds)}
          onSeats={(seatIds) => form.setFieldValue('seatIds', seatIds)}
        />
      ) : null}
    </DraftFormDialog>
  )
}
