import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { forum, type Post } from '#shared/contracts/forum.ts'
import { call } from '../../api/call.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormError } from '../../ui/form-error.tsx'

/** Withdraws a post; another's only with a reason, which stays to be read. Mount it to open it. */
export function WithdrawDialog(props: { post: Post; onClose: () => void }) {
  const { t } = useTranslation(['forum', 'common'])
  const { post } = props
  const queryClient = useQueryClient()
  const needsReason = post.may.withdrawNeedsReason
  const form = useForm({
    initialValues: { reason: '' },
    validate: {
      reason: (value) => (needsReason && value.trim() === '' ? t('reasonWanted') : null),
    },
  })
  const withdrawing = useMutation({
    mutationFn: ({ reason }: { reason: string }) => {
      const body = reason.trim() === '' ? {} : { reason: reason.trim() }
      return call(forum.withdrawPost, { params: { postId: post.id }, body })
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [forum.topic.name] })
      props.onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('withdrawTitle', { number: post.number })}
      support={t('withdrawText')}
      size={480}
      onSubmit={form.onSubmit((values) => withdrawing.mutate(values))}
      footer={
        <>
          <Button variant="subtle" onClick={props.onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="filled" color="stop" loading={withdrawing.isPending}>
            {t('withdraw')}
          </Button>
        </>
      }
    >
      <Textarea
        label={needsReason ? t('reason') : t('reasonOptional')}
        description={needsReason ? t('reasonWhy') : undefined}
        required={needsReason}
        maxLength={500}
        autosize
        minRows={2}
        dir="auto"
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <FormError error={withdrawing.error} />
    </Dialog>
  )
}
