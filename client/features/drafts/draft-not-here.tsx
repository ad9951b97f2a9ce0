import { useTranslation } from 'react-i18next'
import { Page } from '../../shell/page.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

/** In place of a draft that was never opened on this device, while there is no connection. */
export function DraftNotHere() {
  const { t } = useTranslation('drafts')
  return (
    <Page title={t('title')}>
      <PageHeader title={t('notOnDevice.title')} support={t('notOnDevice.text')} />
    </Page>
  )
}
