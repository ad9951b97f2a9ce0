import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconChecks } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { forum } from '#shared/contracts/forum.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { showToast } from '../../ui/toast.ts'

/** Marks every topic of the space as read. `unread` topics; with none there is nothing to do. */
export function MarkAllRead(props: { spaceId: string; unread: number }) {
  const { t } = useTranslation(['forum', 'errors'])
  const queryClient = useQueryClient()
  const { spaceId } = props
  const marking = useMutation({
    mutationFn: () => call(forum.markSpaceRead, { params: { spaceId } }),
    onSuccess: () => {
      const stale = [
        forum.topics.name,
        'spaces.list',
        'spaces.show',
        'attention.home',
        'attention.notifications',
      ]
      for (const name of stale) void queryClient.invalidateQueries({ queryKey: [name] })
      showToast(t('markedAllRead'))
    },
    onError: (error) => showToast(t(`errors:code.${failureCode(error)}`)),
  })
  if (props.unread === 0) return null
  return (
    <Button
      variant="subtle"
      leftSection={<IconChecks size={16} stroke={1.75} aria-hidden />}
      loading={marking.isPending}
      onClick={() => marking.mutate()}
    >
      {t('markAllRead')}
    </Button>
  )
}
