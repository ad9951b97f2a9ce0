import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowLeft, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { queryOf } from '../../api/query-of.ts'
import text from '../../editor/draft/draft-text.module.css'
import { Loaded } from '../../ui/loaded.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import { VersionDate } from './version-date.tsx'
import css from './versions.module.css'

/** One version to read, and to restore for who may write. */
export function VersionView(props: {
  draft: ShownDraft['draft']
  version: DraftVersion
  mayRestore: boolean
  hasWayBack: boolean
}) {
  const { t } = useTranslation('drafts')
  const { draft, version } = props
  const [isOpen, dialog] = useDisclosure(false)
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
            {version.label}
          </h2>
          <span className={css['facts']}>
            {t('versionsPage.number', { number: version.number })}
            <VersionDate version={version} />
            {version.author ? <PersonLine actor={version.author} isQuiet /> : null}
          </span>
          {version.note ? (
            <p className={`aligned ${css['note']}`} dir="auto">
              {version.note}
            </p>
          ) : null}
        </div>
        {props.mayRestore && version.hasText ? (
          <Button
            leftSection={<IconHistory size={18} stroke={1.75} aria-hidden />}
            onClick={dialog.open}
          >
            {t('versionsPage.restore')}
          </Button>
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
      {isOpen ? (
        <RestoreDialog draftId={draft.id} version={version} onClose={dialog.close} />
      ) : null}
    </section>
  )
}
