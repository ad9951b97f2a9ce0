import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { DeclineInvitation } from './decline-invitation.tsx'
import css from './invitation.module.css'
import { JoinAsNew } from './join-as-new.tsx'
import { JoinAsSelf } from './join-as-self.tsx'
import type { OpenedInvitation } from './opened.ts'
import { signInAndBack } from './use-join.ts'

/** The answer: as oneself where somebody is signed in ("join as X, or not me", H17), else as a new
 * person; or no. */
export function Join(props: { opened: OpenedInvitation; onDeclined: () => void }) {
  const { t } = useTranslation('invitations')
  const { opened } = props
  const [isNotMe, setNotMe] = useState(false)
  const self = isNotMe ? null : opened.signedInAs
  return (
    <div className={css['join']}>
      {self ? (
        <JoinAsSelf opened={opened} self={self} onNotMe={() => setNotMe(true)} />
      ) : (
        <JoinAsNew opened={opened} onSelf={() => setNotMe(false)} />
      )}
      <p className={css['small']}>
        {self ? null : <>{t('join.noPassword')} </>}
        {t('join.notYourTask')} <DeclineInvitation onDeclined={props.onDeclined} />
        {opened.signedInAs ? null : (
          <>
            <br />
            {t('join.beenHere')}{' '}
            <Link className="link" to={signInAndBack}>
              {t('join.signIn')}
            </Link>
          </>
        )}
      </p>
    </div>
  )
}
