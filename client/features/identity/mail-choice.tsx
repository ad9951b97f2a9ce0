import { Button, Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { usePerson, useSession } from '../../shell/session.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'
import { useUpdateAccount } from './use-update-account.ts'

const frequencies = ['atOnce', 'daily', 'none'] as const

/** How what reaches me comes by mail. `?mail=stop` asks whether it should end; opening it alone
 * changes nothing (H17). */
export function MailChoice() {
  const { t } = useTranslation('account')
  const { mailFrequency } = usePerson()
  const { isMailConfigured } = useSession().installation
  const [search] = useSearchParams()
  const update = useUpdateAccount()
  const isAskedToStop = search.get('mail') === 'stop' && mailFrequency !== 'none'
  const shown = update.isPending ? update.variables.mailFrequency : mailFrequency
  return (
    <AccountSection
      id="mail"
      title={t('mail')}
      text={t(isMailConfigured ? 'mailText' : 'mailTextWithout')}
    >
      {isAskedToStop ? (
        <div className={css['ask']}>
          <p>{t('mailStop')}</p>
          <Button
            variant="filled"
            loading={update.isPending}
            onClick={() => update.mutate({ mailFrequency: 'none' })}
          >
            {t('mailStopAct')}
          </Button>
        </div>
      ) : null}
      <Radio.Group
        aria-labelledby="mail"
        value={shown ?? mailFrequency}
        onChange={(value) => {
          const mailFrequency = frequencies.find((one) => one === value)
          if (mailFrequency) update.mutate({ mailFrequency })
        }}
      >
        <div className={css['choices']}>
          {frequencies.map((frequency) => (
            <Radio
              key={frequency}
              value={frequency}
              label={t(`frequency.${frequency}`)}
              description={t(`frequencyWhy.${frequency}`)}
            />
          ))}
        </div>
      </Radio.Group>
      <FormError error={update.error} />
    </AccountSection>
  )
}
