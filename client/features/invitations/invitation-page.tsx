import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { invitations } from '#shared/contracts/invitations.ts'
import { failureCode } from '../../api/api-error.ts'
import { queryOf } from '../../api/query-of.ts'
import { OutsidePage } from '../../shell/outside-page.tsx'
import { useSession } from '../../shell/session.tsx'
import { type ErrorKind, ErrorPage, errorKindOf } from '../../ui/error-page.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import css from './invitation.module.css'
import { InvitationDesk } from './invitation-desk.tsx'
import { InvitationWords } from './invitation-words.tsx'
import { Join } from './join.tsx'

/**
 * `/invitation`, where an invitation's link leads. Looking uses nothing up (H17), and what is shown
 * stays while one answers: the link is gone once one has joined, and the page must not say so then.
 */
export function InvitationPage() {
  const { t } = useTranslation('invitations')
  const [isDeclined, setDeclined] = useState(false)
  const opened = useQuery({
    ...queryOf(invitations.opened),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (isDeclined || opened.isError || !opened.data) {
    return (
      <OutsidePage title={t('opened.pageTitle')}>
        {isDeclined ? (
          <Declined />
        ) : opened.isError ? (
          <Ended kind={errorKindOf(failureCode(opened.error))} />
        ) : (
          <TextSkeleton lines={6} />
        )}
      </OutsidePage>
    )
  }
  return (
    <div className={css['columns']}>
      <OutsidePage title={t('opened.pageTitle')} group={opened.data.groupName}>
        <div className={css['paper']}>
          <InvitationWords opened={opened.data} />
          <Join opened={opened.data} onDeclined={() => setDeclined(true)} />
        </div>
      </OutsidePage>
      <InvitationDesk opened={opened.data} />
    </div>
  )
}

/** A link that opens nothing any more; who has used it themselves signs in. */
function Ended({ kind }: { kind: ErrorKind }) {
  const { t } = useTranslation('invitations')
  const { person } = useSession()
  return (
    <ErrorPage kind={kind}>
      {kind === 'used' && !person ? (
        <Button component={Link} to="/sign-in" variant="filled">
          {t('join.signIn')}
        </Button>
      ) : null}
    </ErrorPage>
  )
}

function Declined() {
  const { t } = useTranslation('invitations')
  return (
    <div className={css['paper']}>
      <h1 className={css['title']}>{t('opened.declinedTitle')}</h1>
      <p className={css['purpose']}>{t('opened.declinedText')}</p>
    </div>
  )
}
