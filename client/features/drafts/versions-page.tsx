import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { useSession } from '../../shell/session.tsx'
import { useShellSize } from '../../shell/shell-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { CompareView } from './compare-view.tsx'
import { NameVersionButton } from './name-version-button.tsx'
import { VersionList } from './version-list.tsx'
import { VersionView } from './version-view.tsx'
import css from './versions.module.css'

/** `/drafts/:draftId/versions`; `?version=<id>` for one of them, `?from=<id>&to=<id or now>` for two
 * compared. */
export function VersionsPage() {
  const { t } = useTranslation('drafts')
  const { draftId = '' } = useParams()
  const [search] = useSearchParams()
  const shown = useQuery(queryOf(drafts.show, { params: { draftId } }))
  const list = useQuery(queryOf(drafts.versions, { params: { draftId } }))
  const { groups } = useSession()
  const size = useShellSize()
  const isSideBySide = size === 'wide' || size === 'desk'
  return (
    <QueryPage query={shown}>
      {({ draft, may }) => {
        const isInside = groups.some(({ id, isMember }) => id === draft.groupId && isMember)
        const above = isInside
          ? [{ label: draft.spaceName, to: `/spaces/${draft.spaceId}/drafts` }]
          : []
        return (
          <Page
            title={`${draft.title}: ${t('versionsPage.title')}`}
            here={t('versionsPage.title')}
            crumbs={[...above, { label: draft.title, to: `/drafts/${draftId}` }]}
            groupId={draft.groupId}
            spaceId={draft.spaceId}
            measure="none"
            actions={may.nameVersion ? <NameVersionButton draftId={draftId} /> : null}
          >
            <PageHeader
              title={<span className={css['document']}>{draft.title}</span>}
              isWritten
              support={t('versionsPage.title')}
            />
            <Loaded query={list}>
              {({ versions }) => {
                const from = search.get('from')
                if (from !== null)
                  return <CompareView draft={draft} versions={versions} fromId={from} />
                const asked = search.get('version') ?? (isSideBySide ? versions[0]?.id : undefined)
                const chosen = versions.find(({ id }) => id === asked)
                return (
                  <div className={css['columns']}>
                    {isSideBySide || !chosen ? (
                      <VersionList draft={draft} versions={versions} chosenId={chosen?.id} />
                    ) : null}
                    {chosen ? (
                      <VersionView
                        key={chosen.id}
                        draft={draft}
                        version={chosen}
                        before={versions.find(
                          ({ number, hasText }) => hasText && number < chosen.number,
                        )}
                        may={may}
                        hasWayBack={!isSideBySide}
                      />
                    ) : null}
                  </div>
                )
              }}
            </Loaded>
          </Page>
        )
      }}
    </QueryPage>
  )
}
