import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconAt,
  IconBlockquote,
  IconBuildingCommunity,
  IconCheck,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Notification } from '#shared/contracts/attention.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { Time } from '../../ui/time.tsx'
import { noticeAddress } from './notice-address.ts'
import { NoticeWords } from './notice-words.tsx'
import { useMarkRead } from './use-mark-read.ts'
import css from './waiting.module.css'

const icons: Partial<Record<Notification['kind'], Icon>> = {
  agencyMention: IconBuildingCommunity,
  reply: IconArrowBackUp,
  quote: IconBlockquote,
}

/** A post that names or answers me. "Answer" opens it there, which marks it as read; "Done" sets it
 * aside. */
export function WaitingNotice(props: { groupId: string; notice: Notification }) {
  const { t } = useTranslation('home')
  const { notice } = props
  const markRead = useMarkRead(props.groupId)
  const Mark = icons[notice.kind] ?? IconAt
  const to = noticeAddress(notice)
  return (
    <li className={css['row']}>
      <Mark className={css['icon']} size={18} stroke={1.75} aria-hidden />
      <div className={css['body']}>
        <Link to={to} className={css['title']} dir="auto" data-key-row>
          {notice.title}
        </Link>
        <div className={css['facts']}>
          <NoticeWords notice={notice} />
        </div>
        {notice.excerpt ? (
          <p className={css['excerpt']}>
            <Bidi>{notice.excerpt}</Bidi>
          </p>
        ) : null}
      </div>
      <div className={css['acts']}>
        <span className={css['time']}>
          <Time at={notice.at} />
        </span>
        <Button
          variant="subtle"
          leftSection={<IconCheck size={16} stroke={1.75} aria-hidden />}
          title={t('doneWhy')}
          onClick={() => markRead.mutate([notice.id])}
        >
          {t('done')}
        </Button>
        <Button component={Link} to={to}>
          {notice.kind === 'reply' || notice.kind === 'quote' ? t('readAnswer') : t('answer')}
        </Button>
      </div>
      {markRead.error ? (
        <div className={css['wide']}>
          <FormError error={markRead.error} />
        </div>
      ) : null}
    </li>
  )
}
