import { IconFileOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DraftFrame } from './draft-frame.tsx'
import type { ShownDraft } from './shown-draft.ts'

/** A document that is known, but whose text is not here: no blank editor that would say otherwise. */
export function DraftWithoutText(props: { shown: ShownDraft }) {
  const { t } = useTranslation('drafts')
  return (
    <DraftFrame shown={props.shown}>
      <EmptyState icon={IconFileOff} title={t('withoutText.title')} text={t('withoutText.text')} />
    </DraftFrame>
  )
}
