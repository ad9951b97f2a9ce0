import clsx from 'clsx'
import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLine } from '../../ui/person-line.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { useReader } from '../../ui/reader.tsx'
import { CalendarDate, Time } from '../../ui/time.tsx'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import { type VersionEntry, versionsByDay } from './version-days.ts'
import { useVersionTitle } from './version-title.ts'
import css from './versions.module.css'

/** The text as it is now, and below it each version as a point in time, newest first, by day. */
export function VersionList(props: {
  draft: ShownDraft['draft']
  versions: DraftVersion[]
  chosenId: string | undefined
}) {
  const { t } = useTranslation('drafts')
  const { timeZone } = useReader()
  const { draft, versions } = props
  return (
    <nav className={css['list']} aria-label={t('versionsPage.list')}>
      {draft.hasText ? (
        <ol className={css['points']}>
          <li className={clsx(css['point'], css['now'])}>
            <Link className={css['label']} to={`/drafts/${draft.id}`}>
              {t('versionsPage.now')}
            </Link>
            <span className={css['facts']}>{t('versionsPage.nowWhy')}</span>
          </li>
        </ol>
      ) : null}
      {versionsByDay(versions, timeZone).map(({ day, newest, entries }) => (
        <section key={`${day}${newest.id}`} aria-labelledby={`day-${newest.id}`}>
          <h2 id={`day-${newest.id}`} className={css['day']}>
            {newest.date === null ? (
              <Time at={newest.createdAt} as="day" />
            ) : (
              <CalendarDate date={newest.date} />
            )}
          </h2>
          <ol className={css['points']}>
            {entries.map((entry) => (
              <Entry key={keyOf(entry)} entry={entry} chosenId={props.chosenId} />
            ))}
          </ol>
        </section>
      ))}
      {versions.length === 0 ? (
        <div className={css['none']}>
          <h2>{t('versionsPage.emptyTitle')}</h2>
          <p>{t('versionsPage.emptyText')}</p>
        </div>
      ) : null}
    </nav>
  )
}

function keyOf(entry: VersionEntry): string {
  return 'version' in entry ? entry.version.id : (entry.automatic.at(-1)?.id ?? '')
}

function Entry(props: { entry: VersionEntry; chosenId: string | undefined }) {
  const { entry, chosenId } = props
  if ('version' in entry)
    return <Point version={entry.version} isChosen={entry.version.id === chosenId} />
  const [only, ...others] = entry.automatic
  if (only && others.length === 0) return <Point version={only} isChosen={only.id === chosenId} />
  return <Folded versions={entry.automatic} chosenId={chosenId} />
}

/** Versions that were kept automatically in a row, behind one line. */
function Folded(props: { versions: DraftVersion[]; chosenId: string | undefined }) {
  const { t } = useTranslation('drafts')
  const { versions, chosenId } = props
  return (
    <li>
      <details className={css['folded']} open={versions.some(({ id }) => id === chosenId)}>
        <summary className={css['foldedLine']} data-key-row>
          <IconChevronRight className="mirror" size={16} stroke={1.75} aria-hidden />
          {t('versionsPage.automaticOnDay', { count: versions.length })}
        </summary>
        <ol>
          {versions.map((version) => (
            <Point key={version.id} version={version} isChosen={version.id === chosenId} isFolded />
          ))}
        </ol>
      </details>
    </li>
  )
}

/** Props: `isFolded` where the line above says already how it came to be: the hour tells them apart. */
function Point(props: { version: DraftVersion; isChosen: boolean; isFolded?: boolean }) {
  const { t } = useTranslation('drafts')
  const titleOf = useVersionTitle()
  const { version } = props
  const isAutomatic = version.kind === 'automatic'
  return (
    <li
      className={clsx(
        css['point'],
        props.isChosen && css['chosen'],
        isAutomatic && css['automatic'],
      )}
    >
      <Link
        className={css['label']}
        to={`?version=${version.id}`}
        aria-current={props.isChosen ? 'true' : undefined}
        preventScrollReset
        data-key-row
      >
        {props.isFolded ? (
          <Time at={version.createdAt} as="clock" />
        ) : (
          <bdi dir="auto">{titleOf(version)}</bdi>
        )}
      </Link>
      <span className={css['facts']}>
        {t('versionsPage.number', { number: version.number })}
        {version.date === null && !props.isFolded ? (
          <Time at={version.createdAt} as="clock" />
        ) : null}
        {version.kind === 'named' || version.label === '' ? null : (
          <span>{t(`versionsPage.kind.${version.kind}`)}</span>
        )}
        <ProvenanceBadge provenance={version.provenance} />
      </span>
      {version.author ? <PersonLine actor={version.author} isQuiet /> : null}
      {isAutomatic ? <Editors version={version} /> : null}
    </li>
  )
}

function Editors(props: { version: DraftVersion }) {
  const { t } = useTranslation('drafts')
  const { editors } = props.version
  if (editors.length === 0) return null
  return (
    <span className={css['facts']}>
      {t('versionsPage.changedBy')}
      {editors.map((editor) => (
        <PersonLine key={editor.personId} actor={editor} isQuiet />
      ))}
    </span>
  )
}
