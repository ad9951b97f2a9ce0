import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useSearchParams } from 'react-router'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { groups } from '#shared/contracts/groups.ts'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { queryOf } from '../../api/query-of.ts'
import { NotShown } from '../../shell/not-shown.tsx'
import { Page, QueryPage } from '../../shell/page.tsx'
import { usePlace } from '../../shell/place.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { InviteToSpace } from '../invitations/index.ts'
import { AgencyTable } from './agency-table.tsx'
import { ChairmanshipTable } from './chairmanship-table.tsx'
import { seatAnchor, SeatTable } from './seat-table.tsx'

/** What `groups.members` answers. */
export type Members = ResponseOf<typeof groups.members>

/** `/members`: agencies, `?show=seats`, `?show=chairmanships`. `?person=` leads to their seat. */
export function MembersPage() {
  const { group } = usePlace()
  const [search] = useSearchParams()
  const personId = search.get('person')
  if (!group?.isMember) return <NotShown kind="notHere" />
  if (personId) return <Navigate to={`?show=seats#${seatAnchor(personId)}`} replace />
  return <MembersOf key={group.id} group={group} />
}

function MembersOf({ group }: { group: GroupSummary }) {
  const query = useQuery(queryOf(groups.members, { params: { groupId: group.id } }))
  return (
    <QueryPage query={query}>{(members) => <Shown group={group} members={members} />}</QueryPage>
  )
}

function Shown({ group, members }: { group: GroupSummary; members: Members }) {
  const { t } = useTranslation('members')
  const [search] = useSearchParams()
  const { agencies, seats, chairmanships } = members
  const show = search.get('show')
  const founding = agencies.filter((agency) => agency.membership?.isFounding).length
  return (
    <Page
      title={t('title')}
      groupId={group.id}
      actions={members.may.invite ? <InviteToSpace groupId={group.id} /> : undefined}
    >
      <PageHeader
        title={t('title')}
        support={
          <>
            {t('support', { count: agencies.length })}{' '}
            {founding > 0 ? t('founding', { count: founding }) : null}
          </>
        }
      >
        <Tabs
          label={t('tabs.label')}
          items={[
            { to: '/members', label: t('tabs.agencies'), count: agencies.length },
            { to: '/members?show=seats', label: t('tabs.seats'), count: seats.length },
            ...(chairmanships.length > 0
              ? [{ to: '/members?show=chairmanships', label: t('tabs.chairmanships') }]
              : []),
          ]}
        />
      </PageHeader>
      {show === 'seats' ? (
        <SeatTable members={members} />
      ) : show === 'chairmanships' && chairmanships.length > 0 ? (
        <ChairmanshipTable chairmanships={chairmanships} />
      ) : (
        <AgencyTable members={members} />
      )}
    </Page>
  )
}
