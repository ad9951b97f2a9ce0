import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '#shared/contracts/people.ts'
import type { SeatRole } from '#shared/rules/roles.ts'
import { failureCode } from '../../api/api-error.ts'
import { PersonLine } from '../../ui/person-line.tsx'
import css from './invitation.module.css'
import { JoinError } from './join-error.tsx'
import { type OpenedInvitation, seatToTake } from './opened.ts'
import { SeatChoice } from './seat-choice.tsx'
import { useJoin } from './use-join.ts'

/** Who is signed in joins as themselves: no questions but that of the seat, where they sit for
 * another agency until now. */
export function JoinAsSelf(props: { opened: OpenedInvitation; self: Actor; onNotMe: () => void }) {
  const { t } = useTranslation('invitations')
  const { opened, self } = props
  const [chosen, setChosen] = useState<SeatRole | null>(null)
  const join = useJoin()
  const seatRole = seatToTake(opened, chosen)
  const sitsThere = self.agency !== null && self.agency.id === opened.agency?.id
  return (
    <div className={css['form']}>
      <p className={css['self']}>
        {t('join.signedInAs')} <PersonLine actor={self} />
      </p>
      {opened.seatChoices.length > 1 && !sitsThere ? (
        <SeatChoice choices={opened.seatChoices} value={seatRole} onChange={setChosen} />
      ) : null}
      {failureCode(join.error) === 'wrong_address' ? (
        <p className={css['refused']} role="alert">
          {t('join.wrongSelf')}
        </p>
      ) : (
        <JoinError error={join.error} signedInAs={self} />
      )}
      <div className={css['acts']}>
        <Button
          variant="filled"
          size="lg"
          loading={join.isPending}
          onClick={() => join.mutate({ seatRole })}
        >
          {t('join.self', { name: self.name })}
        </Button>
        <Button size="lg" onClick={props.onNotMe}>
          {t('join.notMe')}
        </Button>
      </div>
    </div>
  )
}
