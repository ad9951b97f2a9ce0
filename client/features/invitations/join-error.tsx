import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { identity } from '#shared/contracts/identity.ts'
import type { Actor } from '#shared/contracts/people.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { FormError } from '../../ui/form-error.tsx'
import css from './invitation.module.css'
import { signInAndBack } from './use-join.ts'

/** Why joining was refused, and the way on where there is one. What belongs to a field stands there
 * (`wrong_address`). Props: `signedInAs`, since who is signed in has to sign out first. */
export function JoinError(props: { error: unknown; signedInAs: Actor | null }) {
  const { t } = useTranslation('invitations')
  if (props.error === null || props.error === undefined) return null
  const code = failureCode(props.error)
  if (code === 'wrong_address') return null
  return (
    <div className={css['refused']}>
      <FormError error={props.error} />
      {code === 'person_exists' && !props.signedInAs ? (
        <Link className="link" to={signInAndBack}>
          {t('join.existsSignIn')}
        </Link>
      ) : null}
      {code === 'person_exists' && props.signedInAs ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            void call(identity.signOut)
              .catch(() => undefined)
              .then(() => location.assign(signInAndBack))
          }}
        >
          {t('join.existsSignOut')}
        </button>
      ) : null}
    </div>
  )
}
