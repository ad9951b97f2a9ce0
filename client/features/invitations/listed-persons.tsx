import { Checkbox, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Candidate, ListedPerson } from './candidates.ts'
import css from './invite.module.css'
import type { Recipients } from './use-recipients.ts'

/** The addresses that were read, each with its agency and its doubt, and what could not be read. */
export function ListedPersons(props: { agencies: Candidate[]; chosen: Recipients }) {
  const { t } = useTranslation('invitations')
  const { agencies, chosen } = props
  const { persons, unread, twice } = chosen
  if (persons.length === 0 && unread.length === 0) return null
  return (
    <fieldset className={css['picker']}>
      <legend className="visually-hidden">{t('form.persons')}</legend>
      <ul className={css['rows']}>
        {persons.map((person) => (
          <PersonRow key={person.email} person={person} agencies={agencies} chosen={chosen} />
        ))}
      </ul>
      {unread.length > 0 ? (
        <div className={clsx(css['line'], css['due'])} role="alert">
          {t('form.unread')}{' '}
          <bdi>{unread.map((entry) => t('form.unreadLine', { ...entry })).join(' · ')}</bdi>
        </div>
      ) : null}
      {twice.length > 0 ? (
        <output className={css['line']}>
          {t('form.twice')} <bdi dir="ltr">{twice.join(' · ')}</bdi>
        </output>
      ) : null}
      {persons.some((person) => person.agencyId !== null) ? (
        <div className={css['line']}>
          <Checkbox
            label={t('form.forAgencies')}
            checked={chosen.areAgenciesLetIn}
            onChange={(event) => chosen.letAgenciesIn(event.currentTarget.checked)}
          />
        </div>
      ) : null}
    </fieldset>
  )
}

function PersonRow(props: { person: ListedPerson; agencies: Candidate[]; chosen: Recipients }) {
  const { t } = useTranslation('invitations')
  const { person, agencies, chosen } = props
  const { email, doubt } = person
  return (
    <li className={clsx(css['row'], person.isChosen && css['chosen'])}>
      <div className={css['person']}>
        <label className={css['who']}>
          <Checkbox
            checked={person.isChosen}
            onChange={(event) => chosen.change(email, { isChosen: event.currentTarget.checked })}
          />
          <span className={css['words']}>
            {person.name ? <bdi>{person.name}</bdi> : null}
            <bdi dir="ltr" className={person.name ? css['address'] : undefined}>
              {email}
            </bdi>
          </span>
        </label>
        <NativeSelect
          aria-label={t('form.personAgency', { email })}
          value={person.agencyId ?? ''}
          onChange={(event) => {
            const agencyId = event.currentTarget.value || null
            // An agency chosen by hand settles the doubt about it.
            const isSettled =
              agencyId !== null && (doubt === 'noAgency' || doubt === 'severalAgencies')
            chosen.change(email, {
              agencyId,
              ...(isSettled && { doubt: null, isChosen: true }),
            })
          }}
          data={[
            { value: '', label: t('form.noAgency') },
            ...agencies.map(({ id, acronym }) => ({ value: id, label: acronym })),
          ]}
        />
        <IconButton
          size="sm"
          icon={IconX}
          label={t('form.removePerson', { email })}
          onClick={() => chosen.remove(email)}
        />
      </div>
      {doubt ? <p className={clsx(css['doubt'], css['due'])}>{t(`form.doubt.${doubt}`)}</p> : null}
    </li>
  )
}
