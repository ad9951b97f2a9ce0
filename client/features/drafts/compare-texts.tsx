import clsx from 'clsx'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedBlock } from '#shared/contracts/comparison.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { CompareBlock } from './compare-block.tsx'
import { changeOf, isOn } from './compare-changes.ts'
import css from './compare.module.css'

interface TextsProps {
  blocks: readonly ComparedBlock[]
  authors: readonly CreditedAuthor[]
  lang: string
  /** The place of the change that one stands at. */
  current: number | null
}

/** Both texts side by side: each paragraph stands level with what it was, so that they scroll as one.
 * Props: `before` and `after` name the texts. */
export function CompareSideBySide(props: TextsProps & { before: string; after: string }) {
  const { blocks, authors, lang, current } = props
  return (
    <table className={css['sides']}>
      <thead>
        <tr>
          <th scope="col" dir="auto">
            {props.before}
          </th>
          <th scope="col" dir="auto">
            {props.after}
          </th>
        </tr>
      </thead>
      <tbody>
        {blocks.map((block, at) => (
          // Blocks have no id, and their order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <Pair key={at} at={at} isCurrent={at === current} {...{ block, authors, lang }} />
        ))}
      </tbody>
    </table>
  )
}

interface BlockProps {
  block: ComparedBlock
  at: number
  isCurrent: boolean
  authors: readonly CreditedAuthor[]
  lang: string
}

const Pair = memo(function Pair({ at, isCurrent, ...rest }: BlockProps) {
  const { t } = useTranslation('drafts')
  const change = changeOf(rest.block)
  return (
    <tr
      className={clsx(css[change], isCurrent && css['current'])}
      data-change={change === 'same' ? undefined : at}
      tabIndex={change === 'same' ? undefined : -1}
    >
      {(['before', 'after'] as const).map((side) => (
        <td key={side}>
          {isOn(change, side) ? (
            <CompareBlock side={side} {...rest} />
          ) : (
            <span className="visually-hidden">{t('compare.notThere')}</span>
          )}
        </td>
      ))}
    </tr>
  )
})

/** Both texts as one: what went and what came stand where they belong. */
export function CompareInline(props: TextsProps) {
  const { blocks, authors, lang, current } = props
  return (
    <div className={css['inline']}>
      {blocks.map((block, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Whole key={at} at={at} isCurrent={at === current} {...{ block, authors, lang }} />
      ))}
    </div>
  )
}

const Whole = memo(function Whole({ at, isCurrent, ...rest }: BlockProps) {
  const change = changeOf(rest.block)
  return (
    <div
      className={clsx(css['block'], css[change], isCurrent && css['current'])}
      data-change={change === 'same' ? undefined : at}
      tabIndex={change === 'same' ? undefined : -1}
    >
      <CompareBlock side="both" {...rest} />
    </div>
  )
})
