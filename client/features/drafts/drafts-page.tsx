import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileText, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { SpaceHeader } from '../spaces/index.ts'
import { DraftLists } from './draft-lists.tsx'
import { NewDraftDialog } from './new-draft-dialog.tsx'

/** `/spaces/:spaceId/drafts` */
export function DraftsPage() {
  const { t } = useTranslation('drafts')
  const { spaceId = '' } = useParams()
  const space = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  const list = useQuery(queryOf(drafts.list, { params: { spaceId } }))
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <QueryPage query={space}>
      {(shown) => {
        const button = shown.may.createDraft ? (
          <Button
            variant="filled"
            leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={dialog.open}
          >
            {t('new.act')}
          </Button>
        ) : null
        return (
          <Page
            title={`${shown.space.name}: ${t('title')}`}
            here={t('title')}
            crumbs={[{ label: shown.space.name, to: `/spaces/${spaceId}` }]}
            groupId={shown.space.groupId}
            spaceId={spaceId}
            actions={button}
          >
            <SpaceHeader shown={shown} />
            <Loaded query={list}>
              {({ drafts: rows }) =>
                rows.length > 0 ? (
                  <DraftLists rows={rows} groupId={shown.space.groupId} />
                ) : (
                  <EmptyState
                    icon={IconFileText}
                    title={t('list.emptyTitle')}
                    text={button ? t('list.emptyText') : t('list.emptyReader')}
                  >
                    {button}
                  </EmptyState>
                )
              }
            </Loaded>
            {isOpen ? <NewDraftDialog spaceId={spaceId} onClose={dialog.close} /> : null}
          </Page>
        )
      }}
    </QueryPage>
  )
}
