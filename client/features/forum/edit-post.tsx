import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { forum, type Post } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import { FormError } from '../../ui/form-error.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { useComposerPorts } from './use-composer-ports.ts'

const PostComposer = lazy(async () => ({
  default: (await import('../../editor/post/post-composer.tsx')).PostComposer,
}))

/** The composer in place of a post's text. Files stay as they are: an edit changes words. */
export function EditPost(props: { post: Post; spaceId: string; onDone: () => void }) {
  const { t } = useTranslation(['forum', 'common'])
  const { post, onDone } = props
  const queryClient = useQueryClient()
  const ports = useComposerPorts(props.spaceId, false)
  const saving = useMutation({
    mutationFn: (markdown: string) => {
      const body = { markdown, revision: post.revisionCount }
      return call(forum.editPost, { params: { postId: post.id }, body })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [forum.topic.name] })
      onDone()
    },
  })
  return (
    <div>
      <Suspense fallback={<TextSkeleton lines={3} />}>
        <PostComposer
          initialMarkdown={post.markdown}
          label={t('editPost', { number: post.number })}
          submitLabel={t('common:save')}
          isSubmitting={saving.isPending}
          onSubmit={({ markdown }) => saving.mutate(markdown)}
          onCancel={{ label: t('common:cancel'), run: onDone }}
          {...ports}
        />
      </Suspense>
      <FormError error={saving.error} />
    </div>
  )
}
