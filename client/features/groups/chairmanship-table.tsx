import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { CalendarDate } from '../../ui/time.tsx'
import type { Members } from './members-page.tsx'
import css from './members.module.css'
import { Cell, Table, TableRow } from './table.tsx'

type Term = Members['chairmanships'][number]

const tones: Partial<Record<Term['state'], Tone>> = { inOffice: 'settled', vacant: 'unsettled' }

/** Who held, holds and will hold the chair, by the calendar of the group. */
export function ChairmanshipTable(props: { chairmanships: Members['chairmanships'] }) {
  const { t } = useTranslation('members')
  return (
    <Table
      label={t('tabs.chairmanships')}
      columns={[
        { key: 'agency', head: t('agency') },
        { key: 'name', head: t('name') },
        { key: 'from', head: t('from') },
        { key: 'until', head: t('until') },
        { key: 'state', head: t('state') },
      ]}
    >
      {props.chairmanships.map((term) => (
        <TableRow key={term.id}>
          <Cell look="lead">
            {term.agency ? <Nameplate agency={term.agency} isNamed /> : t('nobody')}
          </Cell>
          <Cell look="whole">
            {term.agency ? <Bidi className={css['strong']}>{term.agency.name}</Bidi> : null}
          </Cell>
          <Cell label={t('from')}>
            <CalendarDate date={term.from} />
          </Cell>
          <Cell label={t('until')}>
            <CalendarDate date={term.until} />
          </Cell>
          <Cell>
            <span className={css['line']}>
              <Badge tone={tones[term.state] ?? 'neutral'}>{t(`termState.${term.state}`)}</Badge>
              {term.isInterim ? <Badge>{t('interim')}</Badge> : null}
            </span>
          </Cell>
        </TableRow>
      ))}
    </Table>
  )
}
