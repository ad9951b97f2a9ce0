import {
  IconBuildingCommunity,
  IconGavel,
  IconMessages,
  IconPencil,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { RestsOn } from '../../ui/rests-on.tsx'
import css from './invitation.module.css'
import { SmallDesk } from './invitation-desk.tsx'
import type { OpenedInvitation } from './opened.ts'

/** Who invites whom to what, what is there, and on what it rests. */
export function InvitationWords({ opened }: { opened: OpenedInvitation }) {
  const { t } = useTranslation('invitations')
  const { invitedBy, message } = opened
  return (
    <div className={css['words']}>
      <div className={css['smallDesk']}>
        <SmallDesk opened={opened} />
      </div>
      <Inviter opened={opened} />
      <h1 className={`aligned ${css['title']}`} dir="auto">
        {t('opened.title', { space: opened.spaceName })}
      </h1>
      <p className={`aligned ${css['purpose']}`} dir="auto">
        {opened.spacePurpose || t('opened.spaceOf', { group: opened.groupName })}
      </p>
      {message ? (
        <figure className={css['message']}>
          {invitedBy ? (
            <figcaption className={css['says']}>
              {t('opened.says', { name: invitedBy.name })}
            </figcaption>
          ) : null}
          <blockquote className="aligned" dir="auto">
            {message}
          </blockquote>
        </figure>
      ) : null}
      <Facts opened={opened} />
    </div>
  )
}

function Inviter({ opened }: { opened: OpenedInvitation }) {
  const { invitedBy, agency } = opened
  const key = agency ? (opened.isForAgency ? 'agency' : 'colleague') : 'you'
  return (
    <p className={css['inviter']}>
      <Trans
        ns="invitations"
        i18nKey={`opened.${key}`}
        components={{
          inviter: invitedBy ? <PersonLine actor={invitedBy} /> : <Bidi>{opened.groupName}</Bidi>,
          invitee: agency ? <Nameplate agency={agency} /> : <></>,
        }}
      />
    </p>
  )
}

function Facts({ opened }: { opened: OpenedInvitation }) {
  const { t } = useTranslation('invitations')
  const { agency, isForAgency } = opened
  return (
    <ul className={css['facts']}>
      <Fact icon={IconMessages}>
        {t('opened.topics', { count: opened.topicCount })} ·{' '}
        {t('opened.drafts', { count: opened.draftCount })}
      </Fact>
      <Fact icon={IconPencil}>{t(`opened.role.${opened.role}`)}</Fact>
      {isForAgency && agency ? (
        <Fact icon={IconBuildingCommunity}>{t('opened.forAgency', { agency: agency.name })}</Fact>
      ) : null}
      <Fact icon={IconGavel}>
        <Trans
          ns="invitations"
          i18nKey="opened.restsOn"
          components={{ citation: <RestsOn restsOn={opened.restsOn} /> }}
        />
      </Fact>
    </ul>
  )
}

function Fact(props: { icon: Icon; children: ReactNode }) {
  const { icon: Icon } = props
  return (
    <li className={css['fact']}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <span>{props.children}</span>
    </li>
  )
}
