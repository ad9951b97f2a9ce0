import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { AttachedFile } from '#shared/contracts/files.ts'
import { forum, type Post } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import type { PostComposerHandle } from '../../editor/post/post-composer.tsx'
import { useKeptDraft } from './use-kept-draft.ts'

interface Outgoing {
  key: string
  markdown: string
  files: AttachedFile[]
  parentNumber: number | null
}

/** What a composer begins with; another `generation` is another composer. */
interface Seed {
  generation: number
  markdown: string
  files: AttachedFile[]
}

export type ReplyState = ReturnType<typeof useReply>

/**
 * One reader's answer in one topic: what is being written, kept on the server meanwhile, and its
 * sending. The composer is emptied at once; where sending fails, text and files come back, and
 * trying again under the same key cannot make two posts of it.
 */
export function useReply(topicId: string, onSent: (post: Post) => void) {
  const composer = useRef<PostComposerHandle>(null)
  const kept = useKeptDraft(`topic:${topicId}`)
  const [isOpen, setOpen] = useState(false)
  const [parentNumber, setParent] = useState<number | null>(null)
  const [seed, setSeed] = useState<Seed>({ generation: 0, markdown: '', files: [] })
  const text = useRef('')
  const retry = useRef<Outgoing | null>(null)
  const wantsFocus = useRef(false)
  const toAppend = useRef<string[]>([])
  const [hasKept, setHasKept] = useState(false)
  if (kept.found && !hasKept) {
    setHasKept(true)
    if (!isOpen) {
      setSeed({ generation: seed.generation + 1, markdown: kept.found.markdown, files: [] })
      setParent(kept.found.parentNumber)
      setOpen(true)
    }
  }
  useEffect(() => void (text.current = seed.markdown), [seed])
  const focusIfWanted = () => {
    if (!wantsFocus.current || !composer.current) return
    wantsFocus.current = false
    composer.current.focus()
    for (const quotation of toAppend.current.splice(0)) composer.current.append(quotation)
  }
  useEffect(() => {
    if (isOpen) focusIfWanted()
  })
  // The editor arrives later than the rendering that asked for it, and takes the focus only when it
  // stands in the page.
  const attach = (handle: PostComposerHandle | null) => {
    composer.current = handle
    if (handle && wantsFocus.current) requestAnimationFrame(focusIfWanted)
  }

  const change = (markdown: string, parent = parentNumber) => {
    text.current = markdown
    kept.keep({ markdown, title: null, parentNumber: parent })
  }
  const restore = (markdown: string, files: AttachedFile[], parent: number | null) => {
    setSeed(({ generation }) => ({ generation: generation + 1, markdown, files }))
    setParent(parent)
    setOpen(true)
    change(markdown, parent)
  }
  const sending = useMutation({
    // One after the other, so that two posts written in a row arrive in that order.
    scope: { id: `reply:${topicId}` },
    mutationFn: async ({ files, ...post }: Outgoing) => {
      await kept.settle()
      const body = { ...post, fileIds: files.map((file) => file.id) }
      return call(forum.reply, { params: { topicId }, body })
    },
    onSuccess: ({ post }) => {
      retry.current = null
      kept.sent()
      onSent(post)
    },
    onError: (_, post) => {
      retry.current = post
      const since = text.current === '' ? '' : `\n\n${text.current}`
      restore(post.markdown + since, post.files, post.parentNumber)
    },
  })

  const send = ({ markdown, files }: { markdown: string; files: AttachedFile[] }) => {
    const post = { markdown, files, parentNumber }
    composer.current?.clear()
    text.current = ''
    setParent(null)
    setOpen(false)
    sending.mutate({ key: keyFor(post, retry.current), ...post })
  }
  const answer = (parent: number | null) => {
    setParent(parent)
    if (text.current !== '') change(text.current, parent)
    setOpen(true)
    wantsFocus.current = true
  }
  const quote = (markdown: string, parent: number) => {
    toAppend.current.push(markdown)
    answer(parent)
  }
  const close = () => setOpen(false)
  return { attach, kept, isOpen, parentNumber, seed, sending, change, send, answer, quote, close }
}

/** The very same post tried again keeps its key; whatever else is another post. */
function keyFor(post: Omit<Outgoing, 'key'>, failed: Outgoing | null): string {
  const isSame =
    failed !== null &&
    failed.markdown === post.markdown &&
    failed.parentNumber === post.parentNumber &&
    failed.files.map((file) => file.id).join() === post.files.map((file) => file.id).join()
  return isSame ? failed.key : crypto.randomUUID()
}
