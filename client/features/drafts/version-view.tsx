import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { queryOf } from '../../api/query-of.ts'
import text from '../../editor/draft/draft-text.module.css'
import { Loaded } from '../../ui/loaded.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import { VersionActions } from './version-actions.tsx'
import { VersionDate } from './version-date.tsx'
import { useVersionTitle } from './version-title.ts'
import css from './versions.module.css'

/** One version to read, to compare, and to restore for who may write. Props: `before` is the version
 * before it that has a text. */
export function VersionView(props: {
  draft: ShownDraft['draft']
  version: DraftVersion
  before: DraftVersion | undefined
  may: ShownDraft['may']
  hasWayBack: boolean
}) {
  const { t } = useTranslation('drafts')
  const { draft, version } = props
  const titleOf = useVersionTitle()
  const input = { params: { draftId: draft.id, versionId: version.id } }
  const query = useQuery(queryOf(drafts.version, input))
  return (
    <section className={css['view']} aria-labelledby="version-label">
      {props.hasWayBack ? (
        <Link className={css['back']} to="?" preventScrollReset>
          <IconArrowLeft className="mirror" size={18} stroke={1.75} aria-hidden />
          {t('versionsPage.backToList')}
        </Link>
      ) : null}
      <header className={css['head']}>
        <div className={css['headText']}>
          <h2 id="version-label" className={`aligned ${css['title']}`} dir="auto">
            {titleOf(version)}
          </h2>
          <span className={css['facts']}>
            {t('versionsPage.number', { number: version.number })}
            <VersionDate version={version} />
            {version.author ? <PersonLine actor={version.author} isQuiet /> : null}
          </span>
          <Editors version={version} />
          {version.note ? (
            <p className={`aligned ${css['note']}`} dir="auto">
              {version.note}
            </p>
          ) : null}
        </div>
        {version.hasText ? (
          <VersionActions draft={draft} version={version} before={props.before} may={props.may} />
        ) : null}
      </header>
      {version.hasText ? (
        <Loaded query={query} skeleton={<TextSkeleton />}>
          {({ html }) => (
            <div className={text['text']}>
              <div
                className="ProseMirror"
                dir="auto"
                lang={draft.language}
                // oxlint-disable-next-line react/no-danger -- written by the server from a checked document
                dangerouslySetInnerHTML={{ __html: html }}
              />
            </div>
          )}
        </Loaded>
      ) : (
        <p className={css['none']}>{t('versionsPage.noText')}</p>
      )}
      {version.sha256 === '' ? null : (
        <p className={css['fingerprint']}>
          {t('versionsPage.fingerprint')} <code dir="ltr">{version.sha256}</code>
        </p>
      )}
    </section>
  )
}

/** Who changed the text since the version before, by name; of an automatic one also what becomes of
 * it. */
function Editors(props: { version: DraftVersion }) {
  const { t } = useTranslation('drafts')
  const { editors, kind } = props.version
  return (
    <>
      {editors.length > 0 ? (
        <span className={css['facts']}>
          {t('versionsPage.authors')}
          {editors.map((editor) => (
            <PersonLine key={editor.personId} actor={editor} isQuiet />
          ))}
        </span>
      ) : null}
      {kind === 'automatic' ? (
        <p className={css['facts']}>{t('versionsPage.automaticWhy')}</p>
      ) : null}
    </>
  )
}
