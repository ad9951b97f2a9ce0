import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { Page, QueryPage } from '../../shell/page.tsx'
import { type ShownSpace, SpaceHeader, SpaceMenu, SpaceRail } from '../spaces/index.ts'
import { MarkAllRead } from './mark-all-read.tsx'
import { NewTopicDialog } from './new-topic-dialog.tsx'
import { TopicList } from './topic-list.tsx'
import { useTopicList } from './use-topic-list.ts'

/** `/spaces/:spaceId`: the discussions of a space. */
export function SpacePage() {
  const { spaceId = '' } = useParams()
  const query = useQuery(queryOf(spaces.show, { params: { spaceId } }))
  return (
    <QueryPage query={query}>{(shown) => <Discussions key={spaceId} shown={shown} />}</QueryPage>
  )
}

function Discussions(props: { shown: ShownSpace }) {
  const { t } = useTranslation(['forum', 'spaces'])
  const { shown } = props
  const { space, may } = shown
  const [isWriting, writing] = useDisclosure(false)
  const list = useTopicList(space.id)
  return (
    <Page
      title={space.name}
      groupId={space.groupId}
      spaceId={space.id}
      actions={
        may.startTopic ? (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={2} aria-hidden />}
            onClick={writing.open}
          >
            {t('newTopic')}
          </Button>
        ) : undefined
      }
      icons={<SpaceMenu shown={shown} />}
      rail={<SpaceRail shown={shown} />}
      railLabel={t('spaces:about')}
    >
      <SpaceHeader shown={shown} topicCount={list.query.data?.total} />
      <TopicList shown={shown} list={list} newTopic={writing.open}>
        <MarkAllRead spaceId={space.id} unread={list.query.data?.unread ?? 0} />
      </TopicList>
      {isWriting ? <NewTopicDialog spaceId={space.id} may={may} onClose={writing.close} /> : null}
    </Page>
  )
}
