import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import { Badge } from '../../ui/badge.tsx'
import { Code } from '../../ui/bidi.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { RuledList, RuledRow } from '../../ui/ruled-list.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.ts'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'
import { NewTokenDialog } from './new-token-dialog.tsx'

type Token = ResponseOf<typeof identity.tokens>['tokens'][number]

/** Keys for programs that act as me, within scopes. */
export function TokenList() {
  const { t } = useTranslation('account')
  const tokens = useQuery(queryOf(identity.tokens))
  const [isMaking, setMaking] = useState(false)
  const [doomed, setDoomed] = useState<Token | null>(null)
  return (
    <AccountSection id="tokens" title={t('tokens')} text={t('tokensText')}>
      <Loaded query={tokens} skeleton={<ListSkeleton rows={1} />}>
        {(data) =>
          data.tokens.length === 0 ? (
            <p className={css['text']}>{t('noTokens')}</p>
          ) : (
            <RuledList label={t('tokens')}>
              {data.tokens.map((token) => (
                <TokenRow key={token.id} token={token} onRevoke={() => setDoomed(token)} />
              ))}
            </RuledList>
          )
        }
      </Loaded>
      <div className={css['acts']}>
        <Button
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => setMaking(true)}
        >
          {t('makeToken')}
        </Button>
      </div>
      <NewTokenDialog isOpen={isMaking} onClose={() => setMaking(false)} />
      <RevokeDialog token={doomed} onClose={() => setDoomed(null)} />
    </AccountSection>
  )
}

function TokenRow(props: { token: Token; onRevoke: () => void }) {
  const { t } = useTranslation('account')
  const { token } = props
  return (
    <RuledRow
      title={token.name}
      beside={token.scopes.map((scope) => (
        <Badge key={scope}>{t(`scope.${scope}`)}</Badge>
      ))}
      meta={
        <>
          <Code>{token.prefix}…</Code>
          <span>
            {t('expires')} <Time at={token.expiresAt} as="day" />
          </span>
          {token.lastUsedAt === null ? (
            <span>{t('neverUsed')}</span>
          ) : (
            <span>
              {t('lastUsed')} <Time at={token.lastUsedAt} as="line" />
            </span>
          )}
        </>
      }
      end={
        <Button
          variant="subtle"
          color="stop"
          onClick={props.onRevoke}
          aria-label={t('revokeOf', { name: token.name })}
        >
          {t('revoke')}
        </Button>
      }
    />
  )
}

function RevokeDialog(props: { token: Token | null; onClose: () => void }) {
  const { t } = useTranslation('account')
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (tokenId: string) => call(identity.revokeToken, { params: { tokenId } }),
    onSuccess: () => {
      showToast(t('revoked'))
      props.onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(identity.tokens) }),
  })
  const { token } = props
  return (
    <ConfirmDialog
      isOpen={token !== null}
      onClose={props.onClose}
      onConfirm={() => token && revoke.mutate(token.id)}
      title={t('revokeTitle', { name: token?.name ?? '' })}
      confirm={t('revoke')}
      isStop
      isPending={revoke.isPending}
      error={revoke.error}
    >
      <p>{t('revokeText')}</p>
    </ConfirmDialog>
  )
}
