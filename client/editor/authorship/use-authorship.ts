import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Editor } from '@tiptap/react'
import { useEffect, useMemo, useState } from 'react'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { domainNow } from '../../api/domain-clock.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import type { DraftSession } from '../connection/draft-session.ts'
import { useLatest } from '../use-latest.ts'
import { onceInAWhile } from './once-in-a-while.ts'
import { isAuthorshipWanted, rememberAuthorship } from './authorship-choice.ts'
import { showAuthors } from './authorship-plugin.ts'
import { ShownAuthors } from './shown-authors.ts'
import { TextAuthors } from './text-authors.ts'
import { useAuthorWords } from './use-author-words.ts'

export interface AuthorshipView {
  isOn: boolean
  hasFailed: boolean
  /** What the text shows now; null while it is off or not known yet. */
  shown: ShownAuthors | null
  toggle: () => void
}

/** Milliseconds: the server is asked again of what is not known, at most this often. */
const BETWEEN = 5_000

/**
 * Shows in the editor who wrote what, for as long as the reader wants it. `isPossible`: not of an
 * issued document, nor where the view does not show all that the text holds.
 */
export function useAuthorship(props: {
  editor: Editor
  session: DraftSession
  draftId: string
  me: CreditedAuthor
  isPossible: boolean
}): AuthorshipView {
  const { editor, session, draftId, isPossible } = props
  const words = useAuthorWords()
  const latest = useLatest(props)
  const [isWanted, setWanted] = useState(isAuthorshipWanted)
  const isOn = isWanted && isPossible
  const query = { ...queryOf(drafts.authorship, { params: { draftId } }), staleTime: BETWEEN }
  const { data, isError } = useQuery({ ...query, enabled: isOn })
  const queryClient = useQueryClient()

  const [source, setSource] = useState<TextAuthors | null>(null)
  useEffect(() => {
    if (!isOn || data === undefined) return
    const queryKey = keyOf(drafts.authorship, { params: { draftId } })
    // One question for all that became unsure meanwhile.
    const asking = onceInAWhile(BETWEEN, () => void queryClient.invalidateQueries({ queryKey }))
    const { doc, fragment } = session
    const { me } = latest.get()
    const options = { doc, fragment, me, now: domainNow, onUnsure: asking.ask }
    const made = new TextAuthors(options, data)
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the text: not while rendering
    setSource(made)
    return () => {
      asking.stop()
      made.destroy()
      setSource(null)
    }
  }, [isOn, data, session, latest, queryClient, draftId])

  const shown = useMemo(() => source && new ShownAuthors(source, words), [source, words])
  useEffect(() => {
    if (!editor.isDestroyed) showAuthors(editor.view, shown)
  }, [editor, shown])

  const toggle = () => {
    rememberAuthorship(!isWanted)
    setWanted(!isWanted)
  }
  return { isOn, hasFailed: isOn && isError && data === undefined, shown, toggle }
}
