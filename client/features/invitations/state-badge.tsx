import {
  IconBan,
  IconCheck,
  IconClockOff,
  IconHourglass,
  IconMail,
  IconMailPause,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import type { Invitation } from './invitation-row.ts'

const looks: Record<Invitation['state'], { tone: Tone; icon: Icon }> = {
  proposed: { tone: 'unsettled', icon: IconHourglass },
  created: { tone: 'unsettled', icon: IconMailPause },
  sent: { tone: 'neutral', icon: IconMail },
  accepted: { tone: 'settled', icon: IconCheck },
  declined: { tone: 'neutral', icon: IconX },
  expired: { tone: 'unsettled', icon: IconClockOff },
  revoked: { tone: 'neutral', icon: IconBan },
}

/** How an invitation stands, in an icon and a word. */
export function StateBadge({ state }: { state: Invitation['state'] }) {
  const { t } = useTranslation('invitations')
  return <Badge {...looks[state]}>{t(`state.${state}`)}</Badge>
}
