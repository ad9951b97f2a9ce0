import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { attention } from '#shared/contracts/attention.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { FirstSteps } from './first-steps.tsx'
import { GrantedList } from './granted-list.tsx'
import { GroupGlance } from './group-glance.tsx'
import { HomeHead } from './home-head.tsx'
import { NewsList } from './news-list.tsx'
import { RecentDrafts } from './recent-drafts.tsx'
import { useVisit } from './use-visit.ts'
import { WaitingList } from './waiting-list.tsx'

export type Home = ResponseOf<typeof attention.home>

/** Home in a group: what waits first and largest, then the news, then the drafts. A guest sees what
 * was opened for them instead. */
export function GroupHome({ group }: { group: GroupSummary }) {
  const { t } = useTranslation('home')
  const params = { groupId: group.id }
  const home = useQuery(queryOf(attention.home, { params }))
  const open = useQuery(queryOf(spaces.list, { params }))
  useVisit(group.id, home.isSuccess)
  return (
    <QueryPage query={home}>
      {(data) => (
        <Page
          title={t('title')}
          groupId={group.id}
          rail={group.isMember ? <GroupGlance group={group} home={data} /> : undefined}
          railLabel={t('glance.title')}
        >
          {group.isMember || countWaiting(data) > 0 ? (
            <HomeHead group={group} count={countWaiting(data)} />
          ) : (
            <PageHeader title={t('granted.title')} look="welcome" support={t('granted.text')} />
          )}
          <WaitingList groupId={group.id} home={data} />
          {group.isMember ? (
            <Sections group={group} home={data} open={open.data} />
          ) : (
            <Loaded query={open}>{({ granted }) => <GrantedList granted={granted} />}</Loaded>
          )}
        </Page>
      )}
    </QueryPage>
  )
}

function countWaiting({ waiting, proposals }: Home): number {
  return waiting.filter((notice) => notice.kind !== 'proposal').length + proposals.length
}

/** News and drafts of a member; in a group where nothing was written yet, the first steps. */
function Sections(props: {
  group: GroupSummary
  home: Home
  open: ResponseOf<typeof spaces.list> | undefined
}) {
  const { group, home, open } = props
  const space = open?.spaces.find((one) => !one.isArchived)
  const isFresh = home.news.length === 0 && home.drafts.length === 0 && home.lastVisitAt === null
  if (isFresh && space) return <FirstSteps group={group} space={space} />
  return (
    <>
      <NewsList home={home} />
      <RecentDrafts drafts={home.drafts} />
    </>
  )
}
