import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import { Badge } from '../../ui/badge.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { RuledList, RuledRow } from '../../ui/ruled-list.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.ts'
import { AccountSection } from './account-section.tsx'
import { deviceOf } from './device-words.ts'

type Session = ResponseOf<typeof identity.sessions>['sessions'][number]

const shownAtFirst = 5

/** Where I am signed in, the latest first. Ending one closes what is open there at once. */
export function SessionList() {
  const { t } = useTranslation('account')
  const client = useQueryClient()
  const sessions = useQuery(queryOf(identity.sessions))
  const [isAllShown, setAllShown] = useState(false)
  const end = useMutation({
    mutationFn: (sessionId: string) => call(identity.endSession, { params: { sessionId } }),
    onSuccess: () => showToast(t('sessionEnded')),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(identity.sessions) }),
  })
  return (
    <AccountSection id="sessions" title={t('sessions')} text={t('sessionsText')}>
      <FormError error={end.error} />
      <Loaded query={sessions} skeleton={<ListSkeleton rows={2} />}>
        {(data) => (
          <>
            <RuledList label={t('sessions')}>
              {data.sessions.slice(0, isAllShown ? undefined : shownAtFirst).map((session) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  isEnding={end.isPending && end.variables === session.id}
                  onEnd={() => end.mutate(session.id)}
                />
              ))}
            </RuledList>
            {data.sessions.length > shownAtFirst && !isAllShown ? (
              <div>
                <Button variant="subtle" onClick={() => setAllShown(true)}>
                  {t('allSessions', { count: data.sessions.length })}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Loaded>
    </AccountSection>
  )
}

function SessionRow(props: { session: Session; isEnding: boolean; onEnd: () => void }) {
  const { t } = useTranslation('account')
  const { session } = props
  const device = useDeviceName(session.userAgent)
  return (
    <RuledRow
      title={device}
      beside={
        <>
          {session.isCurrent ? (
            <Badge tone="settled" icon={IconCheck}>
              {t('thisSession')}
            </Badge>
          ) : null}
          {session.isShared ? <Badge>{t('sharedComputer')}</Badge> : null}
        </>
      }
      meta={
        <>
          <span>{t(`madeBy.${session.madeBy}`)}</span>
          <span>
            {t('since')} <Time at={session.createdAt} as="line" />
          </span>
          <span>
            {t('lastSeen')} <Time at={session.seenAt} as="line" />
          </span>
        </>
      }
      end={
        session.isCurrent ? null : (
          <Button
            loading={props.isEnding}
            onClick={props.onEnd}
            aria-label={t('endSessionOf', { device })}
          >
            {t('endSession')}
          </Button>
        )
      }
    />
  )
}

function useDeviceName(userAgent: string): string {
  const { t } = useTranslation('account')
  const { browser, system } = deviceOf(userAgent)
  if (browser !== null && system !== null) return t('browserOn', { browser, system })
  return browser ?? system ?? t('unknownDevice')
}
