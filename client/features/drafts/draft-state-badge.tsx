import {
  IconArchiveOff,
  IconCheck,
  IconCircleCheck,
  IconClockPause,
  IconFileCheck,
  IconPencil,
  IconSend,
  IconTableShare,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DraftRow } from '#shared/contracts/drafts.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

type State = DraftRow['state']

const looks: Record<State, { icon: Icon; tone: Tone }> = {
  draft: { icon: IconPencil, tone: 'neutral' },
  circulated: { icon: IconSend, tone: 'neutral' },
  underSilence: { icon: IconClockPause, tone: 'unsettled' },
  tabled: { icon: IconTableShare, tone: 'neutral' },
  agreed: { icon: IconCheck, tone: 'settled' },
  endorsed: { icon: IconCircleCheck, tone: 'settled' },
  issued: { icon: IconFileCheck, tone: 'settled' },
  withdrawn: { icon: IconArchiveOff, tone: 'neutral' },
}

/** A draft's state in an icon and a word. */
export function DraftStateBadge(props: { state: State }) {
  const { t } = useTranslation(['common', 'drafts'])
  const { icon, tone } = looks[props.state]
  return (
    <Badge icon={icon} tone={tone} title={t(`drafts:stateWhy.${props.state}`)}>
      {t(`draftState.${props.state}`)}
    </Badge>
  )
}
