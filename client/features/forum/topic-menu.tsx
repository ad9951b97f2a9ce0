import { Menu } from '@mantine/core'
import {
  IconCircleCheck,
  IconDots,
  IconFolder,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPin,
  IconPinnedOff,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoveTopicDialog } from './move-topic-dialog.tsx'
import { RenameTopicDialog } from './rename-topic-dialog.tsx'
import { useTopicChange } from './use-topic-change.ts'
import type { ShownTopic } from './use-topic-windows.ts'

/** What may be done to the topic as a whole; nothing for who may do none of it. */
export function TopicMenu(props: { shown: ShownTopic }) {
  const { t } = useTranslation('forum')
  const { topic, may } = props.shown
  const [dialog, setDialog] = useState<'rename' | 'move' | null>(null)
  const change = useTopicChange(topic.id)
  if (!may.close && !may.moderate) return null
  const close = () => setDialog(null)
  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={t('topicMenu')} icon={IconDots} loading={change.isPending} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.close && topic.state === 'closed' ? (
            <Menu.Item
              leftSection={<IconLockOpen size={18} stroke={1.75} />}
              onClick={() => change.mutate({ state: 'open' })}
            >
              {t('reopen')}
            </Menu.Item>
          ) : null}
          {may.close && topic.state !== 'closed' ? (
            <Menu.Item
              leftSection={<IconLock size={18} stroke={1.75} />}
              onClick={() => change.mutate({ state: 'closed' })}
            >
              {t('close')}
            </Menu.Item>
          ) : null}
          {may.close && topic.state === 'open' ? (
            <Menu.Item
              leftSection={<IconCircleCheck size={18} stroke={1.75} />}
              onClick={() => change.mutate({ state: 'summarised' })}
            >
              {t('markSummarised')}
            </Menu.Item>
          ) : null}
          {may.moderate ? (
            <>
              <Menu.Item
                leftSection={
                  topic.isPinned ? (
                    <IconPinnedOff size={18} stroke={1.75} />
                  ) : (
                    <IconPin size={18} stroke={1.75} />
                  )
                }
                onClick={() => change.mutate({ isPinned: !topic.isPinned })}
              >
                {topic.isPinned ? t('unpin') : t('pin')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconPencil size={18} stroke={1.75} />}
                onClick={() => setDialog('rename')}
              >
                {t('rename')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconFolder size={18} stroke={1.75} />}
                onClick={() => setDialog('move')}
              >
                {t('move')}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' ? <RenameTopicDialog topic={topic} onClose={close} /> : null}
      {dialog === 'move' ? <MoveTopicDialog topic={topic} onClose={close} /> : null}
    </>
  )
}
