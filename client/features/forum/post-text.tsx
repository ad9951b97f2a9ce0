import { memo, useEffect, useRef } from 'react'
import { usePlace } from '../../shell/place.tsx'
import { usePerson } from '../../shell/session.tsx'
import css from './post-text.module.css'

/** A post's words as the server rendered them. Links to posts lead there; what names the reader or
 * an agency spoken for is lit. */
export const PostText = memo(function PostText(props: {
  html: string
  goTo: (number: number) => void
}) {
  const { html, goTo } = props
  const root = useRef<HTMLDivElement>(null)
  const { id } = usePerson()
  const { group } = usePlace()
  const mine = [id, ...(group?.seats ?? []).flatMap((seat) => seat.agency?.id ?? [])].join(' ')
  // After each rendering: React may have put the words there anew.
  useEffect(() => {
    const names = mine.split(' ')
    for (const mention of root.current?.querySelectorAll<HTMLElement>('[data-mention]') ?? [])
      mention.toggleAttribute('data-mine', names.includes(mention.dataset['id'] ?? ''))
  })
  useEffect(() => {
    const text = root.current
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[data-post]') : null
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      goTo(Number(link.getAttribute('data-post')))
    }
    text?.addEventListener('click', follow)
    return () => text?.removeEventListener('click', follow)
  }, [goTo])
  if (html === '') return null
  return (
    <div
      ref={root}
      className={css['text']}
      data-post-text
      // Rendered and sanitised on the server at write; the policy of the page is a second gate.
      // oxlint-disable-next-line react/no-danger
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
})
