import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { Time } from '../../ui/time.tsx'
import css from './members.module.css'
import type { Members } from './members-page.tsx'
import { SeatHolder } from './seat-holder.tsx'
import { SeatMenu } from './seat-menu.tsx'
import { placeProvenance } from './shared-provenance.ts'
import { Cell, type Column, Table, TableRow } from './table.tsx'

type Seat = Members['seats'][number]

/** Where the page scrolls to for a person. */
export function seatAnchor(personId: string): string {
  return `person-${personId}`
}

/** Who sits where, in the order of the agencies; seats of no agency come last. */
export function SeatTable({ members }: { members: Members }) {
  const { t } = useTranslation(['members', 'common'])
  const { hash } = useLocation()
  const { agencies, seats } = members
  useEffect(
    () => document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' }),
    [hash],
  )
  const { head, isMixed } = placeProvenance(seats.map((seat) => seat.provenance))
  const hasActs = seats.some((seat) => Object.values(seat.may).includes(true))
  const isSinceKnown = seats.some((seat) => seat.since !== null)
  const columns: Column[] = [
    {
      key: 'person',
      head: (
        <>
          {t('person')} <ProvenanceBadge provenance={head} />
        </>
      ),
    },
    { key: 'agency', head: t('agency') },
    { key: 'seat', head: t('seat') },
    ...(isSinceKnown ? [{ key: 'since', head: t('sinceHead') }] : []),
    ...(hasActs ? [{ key: 'acts', head: t('acts'), isHeadHidden: true }] : []),
  ]
  const positions = new Map(agencies.map((agency, index) => [agency.id, index]))
  const place = ({ agencyId }: Seat) => positions.get(agencyId ?? '') ?? agencies.length
  const inOrder = seats.toSorted((a, b) => place(a) - place(b))
  return (
    <Table label={t('tabs.seats')} columns={columns}>
      {inOrder.map((seat) => {
        const agency = agencies.find((one) => one.id === seat.agencyId)
        const anchor = seat.person ? seatAnchor(seat.person.id) : undefined
        return (
          <TableRow key={seat.id} {...(anchor && { id: anchor, isSought: hash === `#${anchor}` })}>
            <Cell look="lead">
              <SeatHolder seat={seat} />
              {isMixed ? <ProvenanceBadge provenance={seat.provenance} /> : null}
            </Cell>
            <Cell>{agency ? <Nameplate agency={agency} /> : t('noAgency')}</Cell>
            <Cell>{t(`common:seatRole.${seat.role}`)}</Cell>
            {isSinceKnown ? (
              <Cell label={t('sinceHead')}>
                {seat.since === null ? (
                  <span className={css['quiet']}>{t('common:notRecorded')}</span>
                ) : (
                  <Time at={seat.since} as="day" />
                )}
              </Cell>
            ) : null}
            {hasActs ? (
              <Cell look="end">
                <SeatMenu seat={seat} agency={agency?.acronym ?? null} />
              </Cell>
            ) : null}
          </TableRow>
        )
      })}
    </Table>
  )
}
