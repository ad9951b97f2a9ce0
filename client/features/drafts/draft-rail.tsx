import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLine } from '../../ui/person-line.tsx'
import { useReader } from '../../ui/reader.tsx'
import { Time } from '../../ui/time.tsx'
import { DiscussionCards } from './discussion-cards.tsx'
import css from './draft-rail.module.css'
import { DraftersShown } from './drafters-shown.tsx'
import { languageName } from './language-name.ts'
import type { ShownDraft } from './shown-draft.ts'
import type { DiscussedWords } from './use-discussed-words.ts'

/** Beside the text: what is discussed about it, who may write, and what is recorded of it. */
export function DraftRail(props: { shown: ShownDraft; words?: DiscussedWords | undefined }) {
  const { t } = useTranslation(['drafts', 'common'])
  const { locale } = useReader()
  const { shown } = props
  const { draft } = shown
  return (
    <>
      <DiscussionCards shown={shown} words={props.words} />
      <DraftersShown shown={shown} />
      <section>
        <h2 className={css['heading']}>{t('about')}</h2>
        <dl className={css['facts']}>
          <dt>{t('kind')}</dt>
          <dd>{t(`common:draftKind.${draft.kind}`)}</dd>
          <dt>{t('language')}</dt>
          <dd>{languageName(draft.language, locale)}</dd>
          <dt>{t('lastEdited')}</dt>
          <dd>
            {draft.editedAt === null ? (
              t('common:notRecorded')
            ) : (
              <>
                <Time at={draft.editedAt} as="line" />
                {draft.editedBy ? <PersonLine actor={draft.editedBy} isQuiet /> : null}
              </>
            )}
          </dd>
          <dt>{t('versions')}</dt>
          <dd>
            <Link className="link" to={`/drafts/${draft.id}/versions`}>
              {t('versionCount', { count: draft.versionCount })}
            </Link>
          </dd>
        </dl>
      </section>
    </>
  )
}
