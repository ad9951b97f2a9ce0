import { useTranslation } from 'react-i18next'
import type { DraftVersion } from './shown-draft.ts'

/** What a version is called: its name, else how it came to be. */
export function useVersionTitle(): (version: Pick<DraftVersion, 'label' | 'kind'>) => string {
  const { t } = useTranslation('drafts')
  return ({ label, kind }) => {
    if (label !== '') return label
    return kind === 'automatic' ? t('versionsPage.kind.automatic') : t('versionsPage.beforeRestore')
  }
}
