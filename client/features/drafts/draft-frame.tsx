import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { Page } from '../../shell/page.tsx'
import { useSession } from '../../shell/session.tsx'
import { useShellSize } from '../../shell/shell-state.tsx'
import { DraftActions } from './draft-actions.tsx'
import { DraftHead } from './draft-head.tsx'
import { DraftRail } from './draft-rail.tsx'
import { DraftStateBar } from './draft-state-bar.tsx'
import css from './draft.module.css'
import type { ShownDraft } from './shown-draft.ts'
import type { DiscussedWords } from './use-discussed-words.ts'

/**
 * A draft's page around its text: bars, outline, head, rail. Props: `saveState`, `presence` and
 * `outline` where there is a text; `textNow` reads it for copying; `words` leads from a discussion to
 * its words; `notice` stands above everything; `children` the text, or what stands in its place.
 */
export function DraftFrame(props: {
  shown: ShownDraft
  saveState?: ReactNode
  presence?: ReactNode
  outline?: ReactNode
  textNow?: () => DraftNode
  words?: DiscussedWords
  notice?: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('drafts')
  const { shown } = props
  const { draft } = shown
  const size = useShellSize()
  const isInside = useSession().groups.some(({ id, isMember }) => id === draft.groupId && isMember)
  const isOutlineBeside = size === 'wide' || size === 'desk'
  const crumbs = isInside
    ? [
        { label: draft.spaceName, to: `/spaces/${draft.spaceId}` },
        { label: t('title'), to: `/spaces/${draft.spaceId}/drafts` },
      ]
    : []
  return (
    <Page
      title={draft.title}
      crumbs={crumbs}
      here={draft.symbol ?? draft.title}
      groupId={draft.groupId}
      spaceId={draft.spaceId}
      isBare
      actions={
        <div className={css['status']}>
          {props.saveState}
          {props.presence}
        </div>
      }
      icons={<DraftActions shown={shown} textNow={props.textNow} />}
      rail={
        <>
          {isOutlineBeside || !props.outline ? null : (
            <div className={css['outlineInRail']}>{props.outline}</div>
          )}
          <DraftRail shown={shown} words={props.words} />
        </>
      }
      railLabel={t('aboutDraft')}
    >
      <DraftStateBar shown={shown} />
      {props.notice}
      <div className={css['columns']}>
        <div className={css['outline']}>{isOutlineBeside ? props.outline : null}</div>
        <div className={css['sheet']}>
          <DraftHead draft={draft} />
          {props.children}
        </div>
      </div>
    </Page>
  )
}
