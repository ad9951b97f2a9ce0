import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { FormError } from '../../ui/form-error.tsx'
import css from './sign-in.module.css'

/** Address and password; `next` is where one goes after. */
export function PasswordForm({ next }: { next: string }) {
  const { t } = useTranslation('signIn')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { email: '', password: '', isShared: false } })
  const signIn = useMutation({
    mutationFn: (body: typeof form.values) => call(identity.signInWithPassword, { body }),
    onSuccess: async (answer) => {
      await queryClient.resetQueries()
      await navigate(next === '/' ? answer.next : next, { replace: true })
    },
  })
  return (
    <form className={css['form']} onSubmit={form.onSubmit((values) => signIn.mutate(values))}>
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        dir="ltr"
        required
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        {...form.getInputProps('password')}
      />
      <Checkbox
        label={t('shared')}
        description={t('sharedWhy')}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
      />
      <FormError error={signIn.error} />
      <Button type="submit" variant="filled" loading={signIn.isPending}>
        {t('signIn')}
      </Button>
    </form>
  )
}
