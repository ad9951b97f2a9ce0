import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './arrivals.module.css'
import type { ArrivedPosts } from './use-arrivals.ts'

/** Says that posts came, in words that are read out and as a way to those out of sight. */
export function Arrivals(props: {
  arrivals: ArrivedPosts
  goTo: (number: number) => void
  dockHeight: number
}) {
  const { t } = useTranslation('forum')
  const { unseen, lastAuthor } = props.arrivals
  const first = unseen[0]
  return (
    <>
      <output className="visually-hidden" aria-live="polite">
        {lastAuthor ? t('newPostBy', { name: lastAuthor.name, number: lastAuthor.number }) : null}
      </output>
      {first === undefined ? null : (
        <div className={css['float']} style={{ insetBlockEnd: props.dockHeight }}>
          <Button
            variant="filled"
            leftSection={<IconArrowDown size={16} stroke={1.75} aria-hidden />}
            onClick={() => props.goTo(first)}
          >
            {t('newPostsBelow', { count: unseen.length })}
          </Button>
        </div>
      )}
    </>
  )
}
