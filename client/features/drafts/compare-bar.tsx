import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ComparedBlock } from '#shared/contracts/comparison.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useAuthorWords } from '../../editor/authorship/use-author-words.ts'
import { authorsIn } from './compare-changes.ts'
import css from './compare-bar.module.css'
import type { CompareSteps } from './use-compare-steps.ts'

export type CompareLook = 'sides' | 'inline'

/** How the two texts are shown, how many changes there are, and the way from one to the next. Props:
 * `current` is the block that one stands at; `setLook` is left out where there is room for one look. */
export function CompareBar(props: {
  look: CompareLook
  setLook: ((look: CompareLook) => void) | undefined
  count: number
  steps: CompareSteps
  current: ComparedBlock | undefined
  authors: readonly CreditedAuthor[]
}) {
  const { t } = useTranslation('drafts')
  const words = useAuthorWords()
  const { count, steps, current } = props
  const told = current ? authorsIn(current, props.authors) : []
  return (
    <div className={css['bar']}>
      {props.setLook ? (
        <Segmented<CompareLook>
          aria-label={t('compare.view')}
          value={props.look}
          onChange={props.setLook}
          data={[
            { value: 'sides', label: t('compare.sideBySide') },
            { value: 'inline', label: t('compare.inline') },
          ]}
        />
      ) : null}
      <output className={css['count']}>
        {steps.step === null
          ? t('compare.changes', { count })
          : t('compare.at', { at: steps.step + 1, count })}
        {told.map(({ author, change }) => (
          <span key={`${change}${words.author(author)}`}>
            {t(`compare.${change}By`, { who: words.author(author) })}
          </span>
        ))}
      </output>
      <span className={css['steps']}>
        <IconButton
          label={t('compare.previous')}
          icon={IconChevronUp}
          keys="k"
          onClick={steps.previous}
        />
        <IconButton
          label={t('compare.next')}
          icon={IconChevronDown}
          keys="j"
          onClick={steps.next}
        />
      </span>
    </div>
  )
}
