import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#shared/contracts/contract.ts'
import { forum } from '#shared/contracts/forum.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { showToast } from '../../ui/toast.ts'

export type TopicChange = NonNullable<CallInput<typeof forum.updateTopic>['body']>

/** Changes a topic's title, state, pin or category; a refusal is said in a toast. */
export function useTopicChange(topicId: string, onDone?: () => void) {
  const { t } = useTranslation('errors')
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: TopicChange) => call(forum.updateTopic, { params: { topicId }, body }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: [forum.topics.name] })
      await queryClient.invalidateQueries({ queryKey: [forum.topic.name] })
      onDone?.()
    },
    onError: (error) => showToast(t(`code.${failureCode(error)}`)),
  })
}
