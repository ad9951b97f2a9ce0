import { useLocalStorage } from '@mantine/hooks'
import { usePerson } from '../../shell/session.tsx'
import type { TopicView } from './use-topic-windows.ts'

/** By time or by reply as this reader chose it on this device; null: as the space has it. */
export function useChosenView(): [TopicView | null, (view: TopicView) => void] {
  const { id } = usePerson()
  const [chosen, choose] = useLocalStorage<TopicView | null>({
    key: `plenary.topicView.${id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  return [chosen === 'time' || chosen === 'reply' ? chosen : null, choose]
}
