import { Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconDots,
  IconEraser,
  IconEyeOff,
  IconHistory,
  IconLink,
  IconPencil,
  IconQuote,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Post } from '#shared/contracts/forum.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast.ts'
import { PostHistory } from './post-history.tsx'
import type { PostActs } from './post-acts.ts'
import css from './post-item.module.css'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** Reply, Quote, Link and More: seen on hover and focus, always on touch. */
export function PostActions(props: { post: Post; acts: PostActs; onEdit: () => void }) {
  const { t } = useTranslation(['forum', 'common'])
  const { post, acts } = props
  const { number, may } = post
  const [dialog, setDialog] = useState<'history' | 'withdraw' | null>(null)
  const navigate = useNavigate()
  const close = () => setDialog(null)
  const copyLink = async () => {
    const address = new URL(`#${number}`, location.href)
    try {
      await navigator.clipboard.writeText(address.href)
      showToast(t('linkCopied', { number }))
    } catch {
      // Refused by the browser, or no secure address: then it is there to be copied by hand.
      void navigate(address.hash, { preventScrollReset: true })
      showToast(t('linkNotCopied'))
    }
  }
  const isThere = post.withdrawn === null
  return (
    <div className={css['acts']}>
      {acts.reply ? (
        <Button
          variant="subtle"
          leftSection={<IconArrowBackUp className="mirror" size={16} stroke={1.75} aria-hidden />}
          onClick={() => acts.reply?.(post)}
        >
          {t('reply')}
        </Button>
      ) : null}
      {acts.quote && isThere ? (
        <Button
          variant="subtle"
          leftSection={<IconQuote size={16} stroke={1.75} aria-hidden />}
          // Else pressing the button would take the selection away that is to be quoted.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => acts.quote?.(post)}
        >
          {t('quote')}
        </Button>
      ) : null}
      <IconButton label={t('copyLink')} icon={IconLink} onClick={() => void copyLink()} />
      <Menu>
        <Menu.Target>
          <IconButton label={t('moreActs')} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.edit ? (
            <Menu.Item leftSection={<IconPencil size={18} stroke={1.75} />} onClick={props.onEdit}>
              {t('common:edit')}
            </Menu.Item>
          ) : null}
          {isThere && post.revisionCount > 0 ? (
            <Menu.Item
              leftSection={<IconHistory size={18} stroke={1.75} />}
              onClick={() => setDialog('history')}
            >
              {t('history')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconEyeOff size={18} stroke={1.75} />}
            onClick={() => acts.markUnread(post)}
          >
            {t('markUnreadFrom')}
          </Menu.Item>
          {may.withdraw ? (
            <Menu.Item
              leftSection={<IconEraser size={18} stroke={1.75} />}
              onClick={() => setDialog('withdraw')}
            >
              {t('withdraw')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'history' ? <PostHistory post={post} onClose={close} /> : null}
      {dialog === 'withdraw' ? <WithdrawDialog post={post} onClose={close} /> : null}
    </div>
  )
}
