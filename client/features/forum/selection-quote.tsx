import { Button } from '@mantine/core'
import { IconQuote } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/contracts/forum.ts'
import { selectedWords } from './post-rows.ts'
import css from './selection-quote.module.css'

/** Beside words selected in a post: quotes them. The key q does the same. */
export function SelectionQuote(props: { posts: readonly Post[]; quote: (post: Post) => void }) {
  const { t } = useTranslation('forum')
  const [at, setAt] = useState<{ number: number; x: number; y: number } | null>(null)
  useEffect(() => {
    const look = () => {
      const selected = selectedWords()
      setAt(
        selected && {
          number: selected.number,
          x: selected.rect.left + selected.rect.width / 2,
          y: selected.rect.top,
        },
      )
    }
    document.addEventListener('selectionchange', look)
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      document.removeEventListener('selectionchange', look)
      window.removeEventListener('scroll', look)
    }
  }, [])
  const post = props.posts.find((one) => one.number === at?.number)
  if (!at || !post) return null
  return (
    // Measured in the window, so physical in every direction of writing.
    <div className={css['float']} style={{ left: at.x, top: Math.max(at.y, 110) }}>
      <Button
        leftSection={<IconQuote size={16} stroke={1.75} aria-hidden />}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          props.quote(post)
          document.getSelection()?.removeAllRanges()
        }}
      >
        {t('quoteSelection')}
      </Button>
    </div>
  )
}
