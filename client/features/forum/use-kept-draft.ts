import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { forum } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query-of.ts'

/** What was begun and not sent. */
export interface KeptDraft {
  markdown: string
  title: string | null
  parentNumber: number | null
}

const rest = 600
const nothing: KeptDraft = { markdown: '', title: null, parentNumber: null }

export interface DraftKeeper {
  /** Undefined until the server has answered; null where nothing was begun. */
  found: KeptDraft | null | undefined
  /** Since when what stands there is on the server, in milliseconds; null: it is not. */
  keptAt: number | null
  keep: (draft: KeptDraft) => void
  /** Before a post goes: nothing may be kept after it, since posting forgets the draft. */
  settle: () => Promise<void>
  /** The post is there. */
  sent: () => void
}

/** Keeps one post in the making on the server. `key`: `topic:<id>` or `space:<id>`. */
export function useKeptDraft(key: string): DraftKeeper {
  const { data, isError } = useQuery({
    ...queryOf(forum.keptDrafts),
    gcTime: 0,
    staleTime: Infinity,
  })
  const entry = data?.drafts.find((draft) => draft.key === key)
  const isKnown = entry !== undefined
  // Undefined until something is written here: then what was found is what stands.
  const [keptAt, setKeptAt] = useState<number | null>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const waiting = useRef<KeptDraft | null>(null)
  const stored = useRef('')
  const line = useRef<Promise<void>>(Promise.resolve())
  const tries = useRef(0)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const draft = waiting.current
    waiting.current = null
    if (draft) line.current = line.current.then(() => put(key, draft, setKeptAt))
    return line.current
  }, [key])

  const keep = useCallback(
    (draft: KeptDraft) => {
      const text = JSON.stringify(draft.markdown === '' ? nothing : draft)
      const isFirst = stored.current === '' && !isKnown
      if (text === stored.current || (isFirst && draft.markdown === '')) return
      stored.current = text
      waiting.current = draft
      setKeptAt(null)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), rest)
    },
    [flush, isKnown],
  )

  const settle = useCallback(async () => {
    clearTimeout(timer.current)
    waiting.current = null
    stored.current = JSON.stringify(nothing)
    setKeptAt(null)
    tries.current += 1
    await line.current
  }, [])

  // A repeated post answers what was stored and forgets nothing: what was kept since the first try
  // would come back, and be sent twice.
  const sent = useCallback(() => {
    const isRepeat = tries.current > 1
    tries.current = 0
    if (!isRepeat || stored.current !== JSON.stringify(nothing)) return
    line.current = line.current.then(() => put(key, nothing, () => undefined))
  }, [key])

  // Whoever leaves the page within the rest has what was written kept all the same.
  useEffect(() => () => void flush(), [flush])
  const found = data || isError ? (entry ?? null) : undefined
  const keptSince = keptAt === undefined ? (entry?.updatedAt ?? null) : keptAt
  return { found, keptAt: keptSince, keep, settle, sent }
}

async function put(
  key: string,
  draft: KeptDraft,
  onKept: (at: number | null) => void,
): Promise<void> {
  try {
    const { updatedAt } = await call(forum.keepDraft, { params: { key }, body: draft })
    onKept(draft.markdown === '' ? null : updatedAt)
  } catch {
    // The words beside the text say that it is not kept; the next change tries again.
    onKept(null)
  }
}
