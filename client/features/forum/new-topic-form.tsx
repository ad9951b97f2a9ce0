import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { forum } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import { PostComposer } from '../../editor/post/post-composer.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { CategorySelect } from './category-select.tsx'
import { KeptWords } from './kept-words.tsx'
import css from './new-topic-form.module.css'
import { useComposerPorts } from './use-composer-ports.ts'
import type { DraftKeeper } from './use-kept-draft.ts'

/** Title, category and first post; after posting it leads to the topic. */
export function NewTopicForm(props: {
  spaceId: string
  mayUpload: boolean
  keeper: DraftKeeper
  onCancel: () => void
}) {
  const { t } = useTranslation(['forum', 'common'])
  const { spaceId, keeper } = props
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const ports = useComposerPorts(spaceId, props.mayUpload)
  const [title, setTitle] = useState(keeper.found?.title ?? '')
  const [isTitleWanted, setTitleWanted] = useState(false)
  const [categoryId, setCategory] = useState<string | null>(null)
  // One key for this form: a second click, or a retry after a lost answer, makes no second topic.
  const [key] = useState(() => crypto.randomUUID())
  const [begun] = useState(keeper.found?.markdown ?? '')
  const text = useRef(begun)
  const titleField = useRef<HTMLInputElement>(null)
  const posting = useMutation({
    mutationFn: async (post: { markdown: string; fileIds: string[] }) => {
      await keeper.settle()
      const body = { ...post, key, title: title.trim(), categoryId }
      return call(forum.startTopic, { params: { spaceId }, body })
    },
    onSuccess: ({ id }) => {
      keeper.sent()
      void queryClient.invalidateQueries({ queryKey: [forum.topics.name] })
      void navigate(`/topics/${id}`)
    },
    onError: () => keep(text.current),
  })

  function keep(markdown: string, of = title): void {
    text.current = markdown
    keeper.keep({ markdown, title: of.trim() === '' ? null : of, parentNumber: null })
  }
  function submit(post: { markdown: string; files: { id: string }[] }): void {
    if (title.trim() === '') {
      setTitleWanted(true)
      titleField.current?.focus()
      return
    }
    const fileIds = post.files.map((file) => file.id)
    posting.mutate({ markdown: post.markdown, fileIds })
  }
  return (
    <div className={css['form']}>
      <TextInput
        ref={titleField}
        label={t('topicTitle')}
        maxLength={200}
        dir="auto"
        data-autofocus
        required
        value={title}
        error={isTitleWanted && title.trim() === '' ? t('titleWanted') : null}
        onChange={(event) => {
          setTitle(event.currentTarget.value)
          keep(text.current, event.currentTarget.value)
        }}
      />
      <CategorySelect spaceId={spaceId} value={categoryId} onChange={setCategory} />
      <PostComposer
        initialMarkdown={begun}
        label={t('newTopicLabel')}
        placeholder={t('newTopicPlaceholder')}
        submitLabel={t('postTopic')}
        isSubmitting={posting.isPending}
        onChange={(markdown) => keep(markdown)}
        onSubmit={submit}
        onCancel={{ label: t('common:cancel'), run: props.onCancel }}
        {...ports}
      >
        <KeptWords at={keeper.keptAt} />
      </PostComposer>
      <FormError error={posting.error} />
    </div>
  )
}
