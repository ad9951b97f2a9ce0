import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { setup } from '#shared/contracts/setup.ts'
import { call } from '../../api/call.ts'
import { sessionQuery } from '../../shell/session.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import { AgenciesPart } from './agencies-part.tsx'
import { ChairPart } from './chair-part.tsx'
import { GroupPart } from './group-part.tsx'
import { SelfPart } from './self-part.tsx'
import { firstRunOf, ownPath, type SetupValues } from './setup-values.ts'
import css from './setup.module.css'
import { useSetupForm } from './use-setup-form.ts'

/** All of the first run on one page; it is made whole or not at all. */
export function SetupForm() {
  const { t } = useTranslation('setup')
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useSetupForm()
  const focusFirst = (paths: string[]) => {
    if (paths[0] !== undefined) form.getInputNode(paths[0])?.focus()
  }
  const run = useMutation({
    mutationFn: (values: SetupValues) => call(setup.run, { body: firstRunOf(values) }),
    onSuccess: async ({ next }) => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
      await navigate(next, { replace: true })
    },
    onError: (error, values) => {
      const errors = Object.entries(fieldErrors(error)).map(
        ([path, message]) => [ownPath(path, values), message] as const,
      )
      form.setErrors(Object.fromEntries(errors))
      focusFirst(errors.map(([path]) => path))
    },
  })
  const hasErrors = Object.keys(form.errors).length > 0
  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={form.onSubmit(
        (values) => run.mutate(values),
        (errors) => focusFirst(Object.keys(errors)),
      )}
    >
      <header>
        <h1 className={css['title']}>{t('title')}</h1>
        <p className={css['support']}>{t('support')}</p>
      </header>
      <GroupPart form={form} />
      <AgenciesPart form={form} />
      <ChairPart form={form} />
      <SelfPart form={form} />
      <footer className={css['footer']}>
        {hasErrors && !run.error ? <p className={css['toMend']}>{t('toMend')}</p> : null}
        <FormError error={run.error} />
        <Button type="submit" variant="filled" size="lg" loading={run.isPending}>
          {form.values.group.acronym.trim() === ''
            ? t('run')
            : t('runFor', { group: form.values.group.acronym.trim() })}
        </Button>
        <p className={css['note']}>{t('runWhy')}</p>
      </footer>
    </form>
  )
}
