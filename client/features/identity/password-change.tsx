import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { identity } from '#shared/contracts/identity.ts'
import { passwordFault } from '#shared/rules/password-rules.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import { usePerson } from '../../shell/session.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import { showToast } from '../../ui/toast.ts'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'

interface Values {
  current: string
  next: string
}

/** Sets or changes the password, and says before what ends with it (H25). Who has just signed in by
 * a link may leave the present one out: that is the way back for who forgot it (H9). */
export function PasswordChange() {
  const { t } = useTranslation('account')
  const person = usePerson()
  const client = useQueryClient()
  const sessions = useQuery(queryOf(identity.sessions))
  const present = sessions.data?.sessions.find((one) => one.isCurrent)
  const cameByLink = present?.madeBy === 'link' || present?.madeBy === 'tool'
  const form = useForm<Values>({
    initialValues: { current: '', next: '' },
    validate: {
      next: (value) => {
        const fault = passwordFault(value, person)
        return fault ? t(`passwordFault.${fault}`) : null
      },
    },
  })
  const set = useMutation({
    mutationFn: ({ current, next }: Values) =>
      call(identity.setPassword, { body: { next, ...(current !== '' && { current }) } }),
    onSuccess: async () => {
      form.reset()
      showToast(t('passwordSet'))
      await Promise.all(
        [identity.session, identity.sessions, identity.tokens].map((endpoint) =>
          client.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      )
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  return (
    <AccountSection
      id="password"
      title={t('password')}
      text={t(person.hasPassword ? 'passwordText' : 'passwordTextNone')}
    >
      <form
        className={css['form']}
        onSubmit={form.onSubmit((values) => set.mutate(values))}
        noValidate
      >
        {/* For password managers, which want to know whose password it is. */}
        <input
          className="visually-hidden"
          type="email"
          autoComplete="username"
          value={person.email ?? ''}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        {person.hasPassword ? (
          <PasswordInput
            label={t('currentPassword')}
            description={cameByLink ? t('currentPasswordByLink') : undefined}
            autoComplete="current-password"
            {...form.getInputProps('current')}
          />
        ) : null}
        <PasswordInput
          label={t('newPassword')}
          description={t('newPasswordWhy')}
          autoComplete="new-password"
          {...form.getInputProps('next')}
        />
        <p className={css['text']}>{t('passwordEnds')}</p>
        <FormError error={set.error} />
        <div className={css['acts']}>
          <Button type="submit" loading={set.isPending} disabled={form.values.next === ''}>
            {t(person.hasPassword ? 'changePassword' : 'setPassword')}
          </Button>
        </div>
      </form>
    </AccountSection>
  )
}
