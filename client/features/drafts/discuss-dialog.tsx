import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query-of.ts'
import type { DraftSelection } from '../../editor/draft/draft-selection.ts'
import { PostComposer } from '../../editor/post/post-composer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { showToast } from '../../ui/toast.ts'
import css from './draft.module.css'
import { searchMentions } from './search-mentions.ts'
import type { ShownDraft } from './shown-draft.ts'
import { useDraftChange } from './use-draft-change.ts'

interface NewDiscussion {
  title: string
  categoryId: string
}

/** Starts a topic about words of the draft; both lead to each other. Mount it to open it. */
export function DiscussDialog(props: {
  draft: Pick<ShownDraft['draft'], 'id' | 'spaceId' | 'title' | 'language'>
  selection: DraftSelection
  onClose: () => void
}) {
  const { t } = useTranslation('drafts')
  const { draft, selection, onClose } = props
  const navigate = useNavigate()
  const { data } = useQuery(queryOf(spaces.show, { params: { spaceId: draft.spaceId } }))
  const categories = data?.categories ?? []
  const form = useForm<NewDiscussion>({
    initialValues: { title: '', categoryId: '' },
    validate: { title: (value) => (value.trim() === '' ? t('discuss.titleWanted') : null) },
  })
  const starting = useDraftChange(
    (input: NewDiscussion & { markdown: string }) =>
      call(drafts.discuss, {
        params: { draftId: draft.id },
        body: { ...selection, ...input, categoryId: input.categoryId || null },
      }),
    ({ topicId }) => {
      onClose()
      const run = () => void navigate(`/topics/${topicId}`)
      showToast(t('discuss.started'), { action: { label: t('discuss.open'), run } })
    },
  )
  const start = (markdown: string) => {
    if (form.validate().hasErrors) return
    const { title, categoryId } = form.getValues()
    starting.mutate({ title: title.trim(), categoryId, markdown })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('discuss.title')} support={t('discuss.text')}>
      <blockquote className={css['quote']} dir="auto" lang={draft.language}>
        {selection.quote}
      </blockquote>
      <TextInput
        label={t('discuss.topicTitle')}
        required
        maxLength={200}
        dir="auto"
        data-autofocus
        {...form.getInputProps('title')}
      />
      {categories.length === 0 ? null : (
        <NativeSelect
          label={t('discuss.category')}
          data={[
            { value: '', label: t('discuss.noCategory') },
            ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.getInputProps('categoryId')}
        />
      )}
      <PostComposer
        label={t('discuss.message')}
        placeholder={t('discuss.placeholder')}
        submitLabel={t('discuss.start')}
        isSubmitting={starting.isPending}
        searchMentions={(query) => searchMentions(draft.spaceId, query)}
        onSubmit={({ markdown }) => start(markdown)}
      />
      <FormError error={starting.error} />
    </Dialog>
  )
}
