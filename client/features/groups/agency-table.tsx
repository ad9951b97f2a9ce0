import { useTranslation } from 'react-i18next'
import { Nameplate } from '../../ui/nameplate.tsx'
import { ProvenanceBadge } from '../../ui/provenance-badge.tsx'
import { useReader } from '../../ui/reader.tsx'
import { AgencyName } from './agency-name.tsx'
import { Admission } from './admission.tsx'
import type { Members } from './members-page.tsx'
import { placeProvenance } from './shared-provenance.ts'
import { Cell, type Column, Table, TableRow } from './table.tsx'

/** The agencies in membership order. Who sees names alone (an administrator) gets no standing. */
export function AgencyTable({ members }: { members: Members }) {
  const { t } = useTranslation(['members', 'common'])
  const { agencies, seats } = members
  const { locale } = useReader()
  const listing = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
  const isStandingKnown = agencies.some((agency) => agency.membership !== null)
  const standing = placeProvenance(agencies.map((one) => one.membership?.provenance ?? null))
  const seated = placeProvenance(seats.map((seat) => seat.provenance))
  const columns: Column[] = [
    { key: 'agency', head: t('agency') },
    { key: 'name', head: t('name') },
    ...(isStandingKnown
      ? [
          {
            key: 'standing',
            head: (
              <>
                {t('standing')} <ProvenanceBadge provenance={standing.head} />
              </>
            ),
          },
        ]
      : []),
    {
      key: 'seats',
      head: (
        <>
          {t('tabs.seats')} <ProvenanceBadge provenance={seated.head} />
        </>
      ),
    },
  ]
  return (
    <Table label={t('tabs.agencies')} columns={columns}>
      {agencies.map((agency) => (
        <TableRow key={agency.id}>
          <Cell look="lead">
            <Nameplate agency={agency} isNamed />
          </Cell>
          <Cell look="whole">
            <AgencyName agency={agency} />
          </Cell>
          {isStandingKnown ? (
            <Cell look="whole">
              <Admission membership={agency.membership} />
              {standing.isMixed ? (
                <ProvenanceBadge provenance={agency.membership?.provenance ?? null} />
              ) : null}
            </Cell>
          ) : null}
          <Cell label={t('tabs.seats')}>
            {listing.format(
              rolesOf(members, agency.id).map((role) => t(`common:seatRole.${role}`)),
            ) || t('noSeats')}
          </Cell>
        </TableRow>
      ))}
    </Table>
  )
}

function rolesOf({ seats }: Members, agencyId: string) {
  return [...new Set(seats.flatMap((seat) => (seat.agencyId === agencyId ? [seat.role] : [])))]
}
