import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { invitations } from '#shared/contracts/invitations.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InviteButton } from './invite-button.tsx'

/** `/spaces/:spaceId/invite`: who was asked in, and what came of it; for who may invite or propose. */
export function InvitePage() {
  const { t } = useTranslation('invitations')
  const { spaceId = '' } = useParams()
  const shown = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  const listed = useQuery(queryOf(invitations.list, { params: { spaceId } }))
  return (
    <QueryPage query={shown}>
      {({ space, may }) => (
        <QueryPage query={listed}>
          {({ invitations: rows }) => {
            const invite =
              may.invite || may.proposeInvitation ? (
                <InviteButton space={space} isProposal={!may.invite} />
              ) : null
            return (
              <Page
                title={t('title')}
                crumbs={[{ label: space.name, to: `/spaces/${space.id}` }]}
                groupId={space.groupId}
                spaceId={space.id}
                // Never in the empty state: it would go with the first invitation sent, and its link too.
                actions={invite}
              >
                <PageHeader title={t('title')} support={t('list.support', { space: space.name })} />
                {rows.length > 0 ? (
                  <InvitationList invitations={rows} />
                ) : (
                  <EmptyState
                    icon={IconMail}
                    title={t('list.emptyTitle')}
                    text={t('list.emptyText')}
                  />
                )}
              </Page>
            )
          }}
        </QueryPage>
      )}
    </QueryPage>
  )
}
