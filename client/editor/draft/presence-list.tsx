import { useTranslation } from 'react-i18next'
import type { Awareness } from 'y-protocols/awareness'
import { Nameplate } from '../../ui/nameplate.tsx'
import css from './presence-list.module.css'
import { usePresence } from './use-presence.ts'

const SHOWN = 5

/**
 * Who else is here: a filled plate is writing now. Each plate says the person's name; the words
 * beside them count. Props: `awareness` of the session.
 */
export function PresenceList(props: { awareness: Awareness }) {
  const { t } = useTranslation('editor')
  const people = usePresence(props.awareness)
  if (people.length === 0) return null
  const writing = people.filter((person) => person.isWriting).length
  const words = [
    writing > 0 ? t('presence.writing', { count: writing }) : null,
    writing < people.length ? t('presence.reading', { count: people.length - writing }) : null,
  ].filter((word) => word !== null)
  return (
    <div className={css['presence']}>
      <ul className={css['plates']} aria-label={t('presence.label')}>
        {people.slice(0, SHOWN).map((person) => (
          <li key={person.key} data-tip={person.name}>
            <Nameplate
              agency={{ plate: person.plate, name: person.agency, colour: person.colour }}
              look={person.isWriting ? 'filled' : 'outline'}
              isNamed
            />
            <span className={css['name']} dir="auto">
              {person.name}
            </span>
          </li>
        ))}
        {people.length > SHOWN ? (
          <li className={css['more']}>
            <span aria-hidden>+{people.length - SHOWN}</span>
            <span className={css['name']}>
              {t('presence.more', { count: people.length - SHOWN })}
            </span>
          </li>
        ) : null}
      </ul>
      <span className={css['count']}>{words.join(t('presence.and'))}</span>
    </div>
  )
}
