import { useTranslation } from 'react-i18next'
import type { DraftRow } from '#shared/contracts/drafts.ts'
import { RuledList, Section } from '../../ui/ruled-list.tsx'
import { DraftListRow } from './draft-list-row.tsx'

const settledStates = new Set<DraftRow['state']>(['agreed', 'endorsed', 'issued'])

function partOf({ state }: DraftRow): 'open' | 'settled' | 'withdrawn' {
  if (state === 'withdrawn') return state
  return settledStates.has(state) ? 'settled' : 'open'
}

/** A space's drafts: what is in work first, then what is settled, then what was withdrawn. */
export function DraftLists(props: { rows: DraftRow[]; groupId: string }) {
  const { t } = useTranslation('drafts')
  const { rows, groupId } = props
  // Badges only where records of several kinds stand side by side.
  const isMixed = new Set(rows.map(({ provenance }) => provenance)).size > 1
  return (['open', 'settled', 'withdrawn'] as const).map((part) => {
    const here = rows.filter((row) => partOf(row) === part)
    if (here.length === 0) return null
    return (
      <Section key={part} title={t(`list.${part}`)}>
        <RuledList label={t(`list.${part}`)}>
          {here.map((row) => (
            <DraftListRow key={row.id} row={row} groupId={groupId} showsProvenance={isMixed} />
          ))}
        </RuledList>
      </Section>
    )
  })
}
