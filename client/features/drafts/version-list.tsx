import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLine } from '../../ui/person-line.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import { VersionDate } from './version-date.tsx'
import css from './versions.module.css'

/** The text as it is now, and below it each version as a point in time, newest first. */
export function VersionList(props: {
  draft: ShownDraft['draft']
  versions: DraftVersion[]
  chosenId: string | undefined
}) {
  const { t } = useTranslation('drafts')
  const { draft, versions } = props
  return (
    <nav className={css['list']} aria-label={t('versionsPage.list')}>
      <ol className={css['points']}>
        {draft.hasText ? (
          <li className={clsx(css['point'], css['now'])}>
            <Link className={css['label']} to={`/drafts/${draft.id}`}>
              {t('versionsPage.now')}
            </Link>
            <span className={css['facts']}>{t('versionsPage.nowWhy')}</span>
          </li>
        ) : null}
        {versions.map((version) => (
          <Point key={version.id} version={version} isChosen={version.id === props.chosenId} />
        ))}
      </ol>
      {versions.length === 0 ? (
        <div className={css['none']}>
          <h2>{t('versionsPage.emptyTitle')}</h2>
          <p>{t('versionsPage.emptyText')}</p>
        </div>
      ) : null}
    </nav>
  )
}

function Point(props: { version: DraftVersion; isChosen: boolean }) {
  const { t } = useTranslation('drafts')
  const { version } = props
  return (
    <li className={clsx(css['point'], props.isChosen && css['chosen'])}>
      <Link
        className={css['label']}
        to={`?version=${version.id}`}
        aria-current={props.isChosen ? 'true' : undefined}
        preventScrollReset
        data-key-row
      >
        <bdi dir="auto">{version.label}</bdi>
      </Link>
      <span className={css['facts']}>
        {t('versionsPage.number', { number: version.number })}
        <VersionDate version={version} />
        {version.kind === 'named' ? null : <span>{t(`versionsPage.kind.${version.kind}`)}</span>}
        <ProvenanceBadge provenance={version.provenance} />
      </span>
      {version.author ? <PersonLine actor={version.author} isQuiet /> : null}
    </li>
  )
}
