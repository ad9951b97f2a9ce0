import { IconMailOff, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { administration } from '#shared/contracts/administration.ts'
import { queryOf } from '../../api/query-of.ts'
import { Code } from '../../ui/bidi.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import css from './administration.module.css'
import { OutboxMessage } from './outbox-message.tsx'

/** Every message that was or would have been sent; its links were never stored (H9). */
export function OutboxView({ isMailConfigured }: { isMailConfigured: boolean }) {
  const { t } = useTranslation('admin')
  const outbox = useQuery(queryOf(administration.outbox))
  return (
    <section className={css['part']} aria-label={t('tabs.outbox')}>
      <Loaded query={outbox}>
        {({ messages }) =>
          messages.length === 0 ? (
            <EmptyState
              icon={isMailConfigured ? IconSend : IconMailOff}
              title={t('outboxEmpty')}
              text={isMailConfigured ? t('outboxEmptyText') : <SmtpWords />}
            />
          ) : (
            <>
              <p className={css['intro']}>{t('outboxText')}</p>
              {isMailConfigured ? null : (
                <p className={css['intro']}>
                  <SmtpWords />
                </p>
              )}
              <ul className={css['messages']}>
                {messages.map((message) => (
                  <OutboxMessage key={message.id} message={message} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </section>
  )
}

/** How mail is configured, with the line as one types it. */
function SmtpWords() {
  const { t } = useTranslation('admin')
  return (
    <>
      {t('smtpText')} <Code className={css['code'] ?? ''}>{smtpExample}</Code>
    </>
  )
}

const smtpExample = 'SMTP_URL=smtps://user:password@mail.example.org'
