import { Button } from '@mantine/core'
import { IconLinkOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSession } from '../../shell/session.tsx'
import css from './setup.module.css'

/** Opened without the link of this start of the server, or when the group is there already. */
export function SetupClosed() {
  const { t } = useTranslation('setup')
  const { isSetUp } = useSession().installation
  return (
    <div className={css['closed']}>
      <IconLinkOff className={css['closedIcon']} size={32} stroke={1.5} aria-hidden />
      <h1 className={css['closedTitle']}>{t(isSetUp ? 'closed.doneTitle' : 'closed.title')}</h1>
      <p className={css['support']}>{t(isSetUp ? 'closed.doneText' : 'closed.text')}</p>
      {isSetUp ? (
        <Button component={Link} to="/" variant="filled">
          {t('closed.toSignIn')}
        </Button>
      ) : (
        <Button onClick={() => location.reload()}>{t('closed.again')}</Button>
      )}
    </div>
  )
}
