import { Button } from '@mantine/core'
import { IconCheck, IconUserQuestion } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { usePerson, useSession } from '../../shell/session.tsx'
import { Badge } from '../../ui/badge.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'

/** One's address and whether it is proven (H10): by a mail where one can be sent, else by name. */
export function AddressProof() {
  const { t } = useTranslation(['account', 'common'])
  const { email, isConfirmed } = usePerson()
  const { isMailConfigured } = useSession().installation
  const request = useMutation({ mutationFn: () => call(identity.requestConfirmation) })
  return (
    <AccountSection id="address" title={t('account:address')} text={t('account:addressText')}>
      <p className={css['line']}>
        <span dir="ltr">{email ?? t('account:noAddress')}</span>
        {isConfirmed ? (
          <Badge tone="settled" icon={IconCheck}>
            {t('account:confirmed')}
          </Badge>
        ) : (
          <Badge tone="unsettled" icon={IconUserQuestion}>
            {t('common:unconfirmed')}
          </Badge>
        )}
      </p>
      {isConfirmed ? null : (
        <>
          <p className={css['text']}>
            {t(isMailConfigured ? 'account:confirmByMail' : 'account:confirmByName')}
          </p>
          {isMailConfigured && email !== null ? (
            <div className={css['acts']}>
              <Button
                loading={request.isPending}
                disabled={request.isSuccess}
                onClick={() => request.mutate()}
              >
                {t('account:sendConfirmation')}
              </Button>
              {request.isSuccess ? <output>{t('account:confirmationSent')}</output> : null}
            </div>
          ) : null}
          <FormError error={request.error} />
        </>
      )}
    </AccountSection>
  )
}
