import { IconShieldCheck, IconUserQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { administration } from '#shared/contracts/administration.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { queryOf } from '../../api/query-of.ts'
import { Badge } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { RuledList, RuledRow } from '../../ui/ruled-list.tsx'
import css from './administration.module.css'

type Person = ResponseOf<typeof administration.people>['people'][number]

/** Who is here and in which seats, by name. */
export function PeopleView() {
  const { t } = useTranslation('admin')
  const people = useQuery(queryOf(administration.people))
  return (
    <section className={css['part']} aria-label={t('tabs.people')}>
      <p className={css['intro']}>{t('peopleText')}</p>
      <Loaded query={people}>
        {(data) => (
          <RuledList label={t('tabs.people')}>
            {data.people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </RuledList>
        )}
      </Loaded>
    </section>
  )
}

/** Where a seat has no name, its title stands for it already and is not said twice. */
function seatWords({ title, agency }: Person['seats'][number], name: string): string {
  const isAgencySaid = agency === null || title.includes(agency)
  if (title === name) return agency ?? title
  return isAgencySaid ? title : `${title} · ${agency}`
}

function PersonRow({ person }: { person: Person }) {
  const { t } = useTranslation(['admin', 'common'])
  return (
    <RuledRow
      title={person.name}
      beside={
        <>
          {person.isAdministrator ? (
            <Badge icon={IconShieldCheck}>{t('admin:administrator')}</Badge>
          ) : null}
          {person.isConfirmed ? null : (
            <Badge tone="unsettled" icon={IconUserQuestion} title={t('common:unconfirmedWhy')}>
              {t('common:unconfirmed')}
            </Badge>
          )}
        </>
      }
      meta={
        person.seats.length === 0 ? (
          <span>{t('admin:noSeat')}</span>
        ) : (
          person.seats.map((seat) => (
            <Bidi key={`${seat.agency} ${seat.title}`}>{seatWords(seat, person.name)}</Bidi>
          ))
        )
      }
    />
  )
}
