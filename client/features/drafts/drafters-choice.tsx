import { Checkbox, MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { groups } from '#shared/contracts/groups.ts'
import type { AgencyPlate } from '#shared/contracts/people.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { queryOf } from '../../api/query-of.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Nameplate } from '../../ui/nameplate.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import css from './draft.module.css'
import type { ShownDraft } from './shown-draft.ts'

/** Agencies and single seats among those who take part in the space. */
export function DraftersChoice(props: {
  draft: ShownDraft['draft']
  agencyIds: string[]
  seatIds: string[]
  onAgencies: (ids: string[]) => void
  onSeats: (ids: string[]) => void
}) {
  const { t } = useTranslation('drafts')
  const { draft } = props
  const members = useQuery(queryOf(groups.members, { params: { groupId: draft.groupId } }))
  const people = useQuery(queryOf(spaces.people, { params: { spaceId: draft.spaceId } }))
  return (
    <Loaded query={people} skeleton={<TextSkeleton lines={4} />}>
      {(inSpace) => (
        <>
          <Checkbox.Group
            label={t('draftersAgencies')}
            value={props.agencyIds}
            onChange={props.onAgencies}
          >
            <div className={css['agencies']}>
              {agenciesOf(inSpace, draft.drafters.agencies).map((agency) => (
                <Checkbox
                  key={agency.id}
                  value={agency.id}
                  label={
                    <span className={css['agency']}>
                      <Nameplate agency={agency} isNamed />
                      <bdi dir="auto">{agency.name}</bdi>
                    </span>
                  }
                />
              ))}
            </div>
          </Checkbox.Group>
          <MultiSelect
            label={t('draftersSeats')}
            description={t('draftersSeatsWhy')}
            placeholder={props.seatIds.length === 0 ? t('draftersSeatsSearch') : ''}
            data={seatsOf(members.data, inSpace, draft.drafters.seats)}
            value={props.seatIds}
            onChange={props.onSeats}
            searchable
            hidePickedOptions
            nothingFoundMessage={t('draftersSeatsNone')}
          />
        </>
      )}
    </Loaded>
  )
}

type People = ResponseOf<typeof spaces.people>
type Members = ResponseOf<typeof groups.members>

/** Agencies that take part here, and those named already, so that nobody is dropped unseen. */
function agenciesOf(inSpace: People, named: AgencyPlate[]): AgencyPlate[] {
  const here = inSpace.access.flatMap(({ agency, role }) =>
    agency && role === 'takesPart' ? [agency] : [],
  )
  return [...new Map([...here, ...named].map((agency) => [agency.id, agency])).values()]
}

function seatsOf(
  members: Members | undefined,
  inSpace: People,
  named: ShownDraft['draft']['drafters']['seats'],
): { value: string; label: string }[] {
  const writers = new Set(
    inSpace.people.flatMap(({ personId, role }) => (role === 'takesPart' ? [personId] : [])),
  )
  const plates = new Map(members?.agencies.map((agency) => [agency.id, agency.acronym]))
  const here = (members?.seats ?? []).flatMap(({ id, person, title, agencyId }) => {
    if (person === null || !writers.has(person.id)) return []
    const facts = [person.name, title, plates.get(agencyId ?? '')].filter((fact) => fact)
    return [{ value: id, label: [...new Set(facts)].join(' · ') }]
  })
  const before = named.map(({ id, name, title }) => ({ value: id, label: name ?? title }))
  return [...new Map([...before, ...here].map((seat) => [seat.value, seat])).values()]
}
