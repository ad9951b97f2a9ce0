import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { spaces } from '#shared/contracts/spaces.ts'
import { Nameplate } from '../../ui/nameplate.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { Badge } from '../../ui/badge.tsx'

type Person = ResponseOf<typeof spaces.people>['people'][number]

/** The persons who are here, for their agency or for themselves. */
export function PeopleHere(props: { people: Person[] }) {
  const { t } = useTranslation(['spaces', 'common'])
  const { people } = props
  return (
    <Section title={t('people.persons', { count: people.length })}>
      <RuledList label={t('people.persons', { count: people.length })}>
        {people.map((person) => (
          <RuledRow
            key={`${person.personId}${person.seatTitle}`}
            lead={person.agency ? <Nameplate agency={person.agency} /> : ''}
            title={person.name}
            beside={
              person.isUnconfirmed ? (
                <Badge tone="unsettled" title={t('common:unconfirmedWhy')}>
                  {t('common:unconfirmed')}
                </Badge>
              ) : null
            }
            meta={
              <>
                <span dir="auto">
                  {person.seatTitle || t(`common:seatRole.${person.seatRole}`)}
                </span>
                <span>{t(`common:spaceRole.${person.role}`)}</span>
              </>
            }
          />
        ))}
      </RuledList>
    </Section>
  )
}
