import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { queryOf } from '../../api/query-of.ts'
import { useShellSize } from '../../shell/shell-state.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { CompareBar, type CompareLook } from './compare-bar.tsx'
import { changedBlocks } from './compare-changes.ts'
import { CompareChoice, useLongVersionName } from './compare-choice.tsx'
import { CompareInline, CompareSideBySide } from './compare-texts.tsx'
import css from './compare.module.css'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import { useCompareSteps } from './use-compare-steps.ts'

type Comparison = ResponseOf<typeof drafts.compare>

/** Two versions, or a version and the text now, and what changed between them. */
export function CompareView(props: {
  draft: ShownDraft['draft']
  versions: DraftVersion[]
  fromId: string
}) {
  const { t } = useTranslation('drafts')
  const [search, setSearch] = useSearchParams()
  const { draft, versions, fromId } = props
  const toId = search.get('to') ?? 'now'
  const query = useQuery({
    ...queryOf(drafts.compare, {
      params: { draftId: draft.id },
      query: { from: fromId, to: toId },
    }),
    // The text now is another one a moment later.
    ...(toId === 'now' && { staleTime: 0, gcTime: 0 }),
  })
  const nameOf = useLongVersionName()
  const name = (id: string) => {
    const version = versions.find((one) => one.id === id)
    return version ? nameOf(version) : t('versionsPage.now')
  }
  return (
    <section className={css['view']} aria-labelledby="compare-title">
      <Link className={css['back']} to={`?version=${fromId}`} preventScrollReset>
        <IconArrowLeft className="mirror" size={18} stroke={1.75} aria-hidden />
        {t('versionsPage.backToList')}
      </Link>
      <h2 id="compare-title" className="visually-hidden">
        {t('compare.title')}
      </h2>
      <CompareChoice
        versions={versions}
        hasNow={draft.hasText}
        from={fromId}
        to={toId}
        choose={(from, to) => setSearch({ from, to }, { replace: true, preventScrollReset: true })}
      />
      <Loaded query={query} skeleton={<TextSkeleton />}>
        {(comparison) => (
          <Compared
            key={`${fromId} ${toId}`}
            comparison={comparison}
            lang={draft.language}
            isAnonymous={draft.state === 'issued'}
            before={name(fromId)}
            after={name(toId)}
          />
        )}
      </Loaded>
    </section>
  )
}

function Compared(props: {
  comparison: Comparison
  lang: string
  isAnonymous: boolean
  before: string
  after: string
}) {
  const { t } = useTranslation('drafts')
  const size = useShellSize()
  const [chosen, setLook] = useState<CompareLook>('sides')
  const { blocks, authors } = props.comparison
  const changes = useMemo(() => changedBlocks(blocks), [blocks])
  const steps = useCompareSteps(changes)
  const current = steps.step === null ? null : (changes[steps.step] ?? null)
  const isPhone = size === 'phone'
  const look = isPhone ? 'inline' : chosen
  if (changes.length === 0) return <p className={css['none']}>{t('compare.none')}</p>
  const texts = { blocks, authors, lang: props.lang, current }
  return (
    <>
      <CompareBar
        look={look}
        setLook={isPhone ? undefined : setLook}
        count={changes.length}
        steps={steps}
        current={current === null ? undefined : blocks[current]}
        authors={authors}
      />
      <Legend authors={authors} isAnonymous={props.isAnonymous} />
      {look === 'sides' ? (
        <CompareSideBySide {...texts} before={props.before} after={props.after} />
      ) : (
        <CompareInline {...texts} />
      )}
    </>
  )
}

/** What colours and lines mean, and whose words differ. Nobody is counted. */
function Legend(props: { authors: readonly CreditedAuthor[]; isAnonymous: boolean }) {
  const { t } = useTranslation('drafts')
  return (
    <div className={css['legend']}>
      <p>{t(props.isAnonymous ? 'compare.anonymous' : 'compare.legend')}</p>
      <ul className={css['authors']}>
        {props.authors.map(({ personId, name, agency }) => (
          <li key={`${personId} ${agency?.id}`}>
            {agency ? <Nameplate agency={agency} isNamed={name === null} /> : null}
            <Bidi>{name ?? agency?.name}</Bidi>
          </li>
        ))}
      </ul>
    </div>
  )
}
