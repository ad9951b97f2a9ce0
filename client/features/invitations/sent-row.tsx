import { Button } from '@mantine/core'
import {
  IconCheck,
  IconCircleCheck,
  IconHourglass,
  IconLink,
  IconMail,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { Time } from '../../ui/time.tsx'
import type { Sent } from './candidates.ts'
import css from './invite.module.css'
import { mailAddress } from './mail-address.ts'

const looks: Record<Sent['outcome'], { tone: Tone; icon: Icon }> = {
  mailed: { tone: 'settled', icon: IconCircleCheck },
  linkToCopy: { tone: 'unsettled', icon: IconLink },
  proposed: { tone: 'neutral', icon: IconHourglass },
  alreadyHere: { tone: 'neutral', icon: IconCheck },
}

export function SentRow({ sent }: { sent: Sent }) {
  const { t } = useTranslation('invitations')
  const { agency, email, link, mail, expiresAt } = sent
  const { tone, icon } = looks[sent.outcome]
  return (
    <li className={css['sentRow']}>
      <div className={css['sentHead']}>
        {agency ? <Nameplate agency={agency} /> : null}
        {agency && !email ? <bdi>{agency.name}</bdi> : null}
        {email ? <bdi dir="ltr">{email}</bdi> : null}
        <Badge tone={tone} icon={icon}>
          {t(`sent.outcome.${sent.outcome}`)}
        </Badge>
      </div>
      {link ? (
        <CopyField label={t('sent.link', { whom: email ?? agency?.name ?? '' })} value={link} />
      ) : null}
      {link ? (
        <div className={css['sentFoot']}>
          {mail ? (
            <Button
              component="a"
              href={mailAddress(email, mail)}
              leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
            >
              {t('sent.openMail')}
            </Button>
          ) : null}
          {expiresAt === null ? null : <Expiry at={expiresAt} />}
        </div>
      ) : null}
    </li>
  )
}

function Expiry({ at }: { at: number }) {
  const { t } = useTranslation('invitations')
  return (
    <span className={css['support']}>
      {t('list.expiresAt')} <Time at={at} as="day" />
    </span>
  )
}
