import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { NotShown } from '../../shell/not-shown.tsx'
import { Page, QueryPage } from '../../shell/page.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { InviteButton } from '../invitations/index.ts'
import { AccessList } from './access-list.tsx'
import { PeopleHere } from './people-here.tsx'
import { type ShownSpace, SpaceHeader } from './space-header.tsx'

/** `/spaces/:spaceId/people`: which agencies and persons are here, as what, and on what it rests. */
export function PeoplePage() {
  const { spaceId = '' } = useParams()
  const query = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  return (
    <QueryPage query={query}>
      {(shown) => (shown.may.seePeople ? <People shown={shown} /> : <NotShown kind="notHere" />)}
    </QueryPage>
  )
}

function People(props: { shown: ShownSpace }) {
  const { t } = useTranslation('spaces')
  const { space, may } = props.shown
  const query = useQuery(queryOf(spaces.people, { params: { spaceId: space.id } }))
  const mayInvite = may.invite || may.proposeInvitation
  return (
    <Page
      title={t('people.title', { space: space.name })}
      here={t('tabs.people')}
      crumbs={[{ label: space.name, to: `/spaces/${space.id}` }]}
      groupId={space.groupId}
      spaceId={space.id}
      actions={
        mayInvite ? (
          <>
            <Button component={Link} to={`/spaces/${space.id}/invite`}>
              {t('people.invitations')}
            </Button>
            <InviteButton space={space} isProposal={!may.invite} />
          </>
        ) : undefined
      }
    >
      <SpaceHeader shown={props.shown} />
      <Loaded query={query}>
        {({ access, people }) => (
          <>
            <AccessList access={access} space={space} />
            <PeopleHere people={people} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
