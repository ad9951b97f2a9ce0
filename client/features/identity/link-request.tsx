import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { FormError } from '../../ui/form-error.tsx'
import css from './sign-in.module.css'

/** Asks for a link by mail. The answer is the same whether the address is known or not. */
export function LinkRequest() {
  const { t } = useTranslation('signIn')
  const form = useForm({ initialValues: { email: '' } })
  const request = useMutation({
    mutationFn: (body: typeof form.values) => call(identity.requestLink, { body }),
  })
  return (
    <form className={css['rule']} onSubmit={form.onSubmit((values) => request.mutate(values))}>
      <h2>{t('byMail')}</h2>
      {request.isSuccess ? (
        <output>{t('mailSent')}</output>
      ) : (
        <>
          <TextInput
            label={t('emailForLink')}
            type="email"
            autoComplete="username"
            dir="ltr"
            required
            {...form.getInputProps('email')}
          />
          <FormError error={request.error} />
          <Button type="submit" loading={request.isPending}>
            {t('sendLink')}
          </Button>
        </>
      )}
    </form>
  )
}
