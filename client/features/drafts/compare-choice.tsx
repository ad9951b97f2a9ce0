import { NativeSelect } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { useReader } from '../../ui/reader.tsx'
import { useDayWords } from '../../ui/time.tsx'
import { calendarDay, lineInstant } from '../../ui/time-format.ts'
import type { DraftVersion } from './shown-draft.ts'
import { useVersionTitle } from './version-title.ts'
import css from './compare.module.css'

/** The two texts that are compared, each to be chosen. `now` is the text as it is. Props: `choose`
 * with the new pair. */
export function CompareChoice(props: {
  versions: readonly DraftVersion[]
  hasNow: boolean
  from: string
  to: string
  choose: (from: string, to: string) => void
}) {
  const { t } = useTranslation('drafts')
  const nameOf = useLongVersionName()
  const { from, to, choose } = props
  const versions = props.versions
    .filter(({ hasText }) => hasText)
    .map((version) => ({ value: version.id, label: nameOf(version) }))
  const now = props.hasNow ? [{ value: 'now', label: t('versionsPage.now') }] : []
  return (
    <div className={css['choice']}>
      <NativeSelect
        label={t('compare.from')}
        value={from}
        onChange={(event) => choose(event.currentTarget.value, to)}
        data={versions}
      />
      <IconButton
        label={t('compare.swap')}
        icon={IconArrowsLeftRight}
        // The text now is never what something was before.
        disabled={to === 'now'}
        onClick={() => choose(to, from)}
      />
      <NativeSelect
        label={t('compare.to')}
        value={to}
        onChange={(event) => choose(from, event.currentTarget.value)}
        data={[...now, ...versions]}
      />
    </div>
  )
}

/** "Version 3 · Before the meeting · Wed 12 Dec, 16:40": told apart in a list of many. */
export function useLongVersionName(): (version: DraftVersion) => string {
  const { t } = useTranslation('drafts')
  const titleOf = useVersionTitle()
  const reader = useReader()
  const words = useDayWords()
  return (version) =>
    [
      t('versionsPage.number', { number: version.number }),
      titleOf(version),
      version.date === null
        ? lineInstant(version.createdAt, reader, words)
        : calendarDay(version.date, reader.locale),
    ].join(' · ')
}
