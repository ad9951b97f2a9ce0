import { useTranslation } from 'react-i18next'
import { Hemicycle } from '../../ui/hemicycle.tsx'
import { HemicyclePlates } from '../../ui/hemicycle-plates.tsx'
import css from './invitation.module.css'
import type { OpenedInvitation } from './opened.ts'

/** More plates than these would lie on each other. */
const mostPlates = 24

function seatsOf(opened: OpenedInvitation) {
  return opened.agencies
    .filter((agency) => !agency.isChair)
    .map((agency) => ({ ...agency, isOwn: agency.id === opened.agency?.id }))
}

function useDeskWords(opened: OpenedInvitation): string {
  const { t } = useTranslation('invitations')
  const here = opened.agencies.filter((agency) => agency.isHere).length
  return t('opened.desk', { here, count: opened.agencies.length })
}

/** The group at its desk, with the place of who is invited, beside the invitation. */
export function InvitationDesk({ opened }: { opened: OpenedInvitation }) {
  const { t } = useTranslation('invitations')
  const words = useDeskWords(opened)
  const seats = seatsOf(opened)
  const chair = opened.agencies.find((agency) => agency.isChair) ?? null
  const areDashed = seats.length <= mostPlates && seats.some((seat) => !seat.isHere && !seat.isOwn)
  return (
    <aside className={css['desk']} aria-label={t('opened.deskLabel')}>
      <div className={css['room']}>
        {seats.length <= mostPlates ? (
          <HemicyclePlates seats={seats} chair={chair} label={words} />
        ) : (
          <SmallDesk opened={opened} />
        )}
        <p className={css['deskWords']}>
          {words} {areDashed ? t('opened.deskDashed') : null}
        </p>
      </div>
    </aside>
  )
}

/** The same as marks, for a phone and for a large group. */
export function SmallDesk({ opened }: { opened: OpenedInvitation }) {
  const words = useDeskWords(opened)
  const seats = seatsOf(opened).map(({ id, isHere, isOwn }) => ({ id, isFilled: isHere, isOwn }))
  return <Hemicycle seats={seats} label={words} />
}
