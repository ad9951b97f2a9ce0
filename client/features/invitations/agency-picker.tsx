import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Marks } from '../../ui/roll-call.tsx'
import { CandidateRow } from './candidate-row.tsx'
import type { Candidate } from './candidates.ts'
import css from './invite.module.css'
import { isMeant } from './matches.ts'
import type { Recipients } from './use-recipients.ts'

/** The group's agencies that are not here yet, to tick; those that are, in one line. */
export function AgencyPicker(props: {
  agencies: Candidate[]
  chosen: Recipients
  find: string
  emailProblems: Record<string, string>
}) {
  const { t } = useTranslation('invitations')
  const { agencies, chosen, find } = props
  const [areHereShown, showHere] = useState(false)
  const wanted = find.includes('@') ? '' : find
  const here = agencies.filter((agency) => agency.standing === 'here')
  const others = agencies.filter((agency) => agency.standing !== 'here')
  const found = others.filter(
    (agency) => chosen.agencies[agency.id] !== undefined || isMeant(agency, wanted),
  )
  const isSearching = wanted.trim() !== ''
  const hereFound = here.filter((agency) => isMeant(agency, wanted))
  const shownHere = isSearching ? hereFound : areHereShown ? here : []
  return (
    <fieldset className={css['picker']}>
      <legend className="visually-hidden">{t('form.agencies')}</legend>
      <ul className={css['rows']}>
        {found.map((agency) => (
          <CandidateRow
            key={agency.id}
            agency={agency}
            chosen={chosen}
            problem={props.emailProblems[agency.id]}
          />
        ))}
        {shownHere.map((agency) => (
          <CandidateRow key={agency.id} agency={agency} chosen={chosen} problem={undefined} />
        ))}
      </ul>
      {isSearching && found.length + shownHere.length === 0 ? (
        <p className={css['line']}>{t('form.noneFound')}</p>
      ) : null}
      {others.length === 0 && !isSearching ? (
        <p className={css['line']}>{t('form.allHere')}</p>
      ) : null}
      {here.length > 0 && !isSearching ? (
        <div className={css['line']}>
          <Marks
            agencies={agencies.map(({ id, standing }) => ({
              id,
              isYes: standing === 'here',
              isOwn: false,
            }))}
          />
          <span>{t('form.here', { count: here.length })}</span>
          <button
            type="button"
            className={`link ${css['toggle']}`}
            aria-expanded={areHereShown}
            onClick={() => showHere(!areHereShown)}
          >
            {t(areHereShown ? 'form.hideHere' : 'form.showHere')}
          </button>
        </div>
      ) : null}
    </fieldset>
  )
}
