import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { administration } from '#shared/contracts/administration.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { OutboxView } from './outbox-view.tsx'
import { OverviewView } from './overview-view.tsx'
import { PeopleView } from './people-view.tsx'

/** `/administration`: the machine and its messages. The mark opens no content (H24). */
export function AdministrationPage() {
  const { t } = useTranslation('admin')
  const [search] = useSearchParams()
  const overview = useQuery(queryOf(administration.overview))
  const show = search.get('show')
  return (
    <QueryPage query={overview}>
      {(data) => (
        <Page title={t('title')} measure={920}>
          <PageHeader title={t('title')} support={t('support')}>
            <Tabs
              label={t('title')}
              items={[
                { to: '/administration', label: t('tabs.overview') },
                { to: '/administration?show=people', label: t('tabs.people'), count: data.people },
                { to: '/administration?show=outbox', label: t('tabs.outbox') },
              ]}
            />
          </PageHeader>
          {show === 'people' ? (
            <PeopleView />
          ) : show === 'outbox' ? (
            <OutboxView isMailConfigured={data.mail.isConfigured} />
          ) : (
            <OverviewView overview={data} />
          )}
        </Page>
      )}
    </QueryPage>
  )
}
