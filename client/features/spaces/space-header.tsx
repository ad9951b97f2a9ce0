import { IconArchive } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { spaces } from '#shared/contracts/spaces.ts'
import { isBuilt } from '../../screens.ts'
import { Badge } from '../../ui/badge.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type TabItem, Tabs } from '../../ui/tabs.tsx'

/** What `spaces.show` answers. */
export type ShownSpace = ResponseOf<typeof spaces.show>

/**
 * The head of every page of a space: name, purpose, and its pages as tabs.
 * Props: `shown` as `spaces.show` answers; `topicCount` where the page knows it.
 */
export function SpaceHeader(props: { shown: ShownSpace; topicCount?: number | undefined }) {
  const { t } = useTranslation('spaces')
  const { space, may } = props.shown
  const at = `/spaces/${space.id}`
  const items: TabItem[] = [
    { to: at, label: t('tabs.discussions'), count: props.topicCount },
    ...(isBuilt('drafts')
      ? [{ to: `${at}/drafts`, label: t('tabs.drafts'), count: space.draftCount || undefined }]
      : []),
    ...(may.seePeople ? [{ to: `${at}/people`, label: t('tabs.people') }] : []),
    { to: `${at}/activity`, label: t('tabs.activity') },
  ]
  return (
    <PageHeader
      title={space.name}
      isWritten
      support={space.purpose}
      beside={
        space.isArchived ? (
          <Badge icon={IconArchive} title={t('archivedWhy')}>
            {t('archived')}
          </Badge>
        ) : null
      }
    >
      <Tabs label={t('tabs.label')} items={items} />
    </PageHeader>
  )
}
