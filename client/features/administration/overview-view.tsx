import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { administration } from '#shared/contracts/administration.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { Badge } from '../../ui/badge.tsx'
import { Code } from '../../ui/bidi.tsx'
import { useReader } from '../../ui/reader.tsx'
import { Time } from '../../ui/time.tsx'
import css from './administration.module.css'
import { sizeOf } from './size-words.ts'

type Overview = ResponseOf<typeof administration.overview>

/** How the installation stands: what would be asked first when something is wrong. */
export function OverviewView({ overview }: { overview: Overview }) {
  const { t } = useTranslation('admin')
  const { locale } = useReader()
  const { mail, database, files } = overview
  const number = new Intl.NumberFormat(locale)
  return (
    <dl className={css['facts']}>
      <Fact name={t('version')} note={t('runsOn', { node: overview.node })}>
        <Code>{overview.version}</Code>
        {overview.isDemo ? <Badge>{t('demo')}</Badge> : null}
      </Fact>
      <Fact name={t('started')}>
        <Time at={overview.startedAt} as="line" />
      </Fact>
      <Fact name={t('address')} note={t('addressWhy')}>
        <Code>{overview.publicUrl}</Code>
      </Fact>
      <Fact name={t('mail')} note={mail.isConfigured ? undefined : t('noMailWhy')}>
        {mail.isConfigured ? (
          <Badge tone="settled" icon={IconCheck}>
            {t('mailBy', { host: mail.host ?? '' })}
          </Badge>
        ) : (
          <Badge tone="unsettled" icon={IconAlertTriangle}>
            {t('noMail')}
          </Badge>
        )}
      </Fact>
      <Fact name={t('database')} note={t('migration', { name: database.migration })}>
        {database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}
        {database.bytes > 0 ? ` · ${sizeOf(database.bytes, locale)}` : null}
      </Fact>
      <Fact name={t('files')}>
        {t('fileCount', { count: files.count })} · {sizeOf(files.bytes, locale)}
      </Fact>
      <Fact name={t('people')}>{number.format(overview.people)}</Fact>
      <Fact name={t('backup')} note={t('backupHow')}>
        {overview.lastBackupAt === null ? (
          <Badge tone="unsettled" icon={IconAlertTriangle}>
            {t('noBackup')}
          </Badge>
        ) : (
          <Time at={overview.lastBackupAt} as="line" />
        )}
      </Fact>
    </dl>
  )
}

function Fact(props: { name: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className={css['fact']}>
      <dt>{props.name}</dt>
      <dd>
        <div className={css['value']}>{props.children}</div>
        {props.note ? <p className={css['note']}>{props.note}</p> : null}
      </dd>
    </div>
  )
}
