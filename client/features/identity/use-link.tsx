import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { identity } from '#shared/contracts/identity.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import { ErrorPage, errorKindOf } from '../../ui/error-page.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { isolated } from '../../ui/isolated.ts'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import css from './sign-in.module.css'

const [linkName] = keyOf(identity.openedLink)

/** Where a link leads: it names whom it signs in; only the button uses it up (H17). */
export function UseLink() {
  const { t } = useTranslation('signIn')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isShared, setShared] = useState(false)
  const opened = useQuery({ ...queryOf(identity.openedLink), retry: false })
  const signIn = useMutation({
    mutationFn: () => call(identity.useLink, { body: { isShared } }),
    onSuccess: async (answer) => {
      // The link is used up by now: asked again, this page would call it expired before it leaves.
      await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== linkName })
      await navigate(answer.next, { replace: true })
    },
  })
  if (opened.isError) return <ErrorPage kind={errorKindOf(failureCode(opened.error))} />
  if (!opened.data) return <TextSkeleton lines={3} />
  const { name, purpose, signedInAs } = opened.data
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      <h1 className={css['title']}>{t(purpose === 'confirm' ? 'confirmTitle' : 'linkTitle')}</h1>
      <p className={css['support']}>{t(`linkFor.${purpose}`, { name: isolated(name) })}</p>
      {signedInAs !== null && signedInAs !== name ? (
        <p className={css['support']}>{t('insteadOf', { name: isolated(signedInAs) })}</p>
      ) : null}
      <Checkbox
        label={t('shared')}
        description={t('sharedWhy')}
        checked={isShared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <FormError error={signIn.error} />
      <Button type="submit" variant="filled" loading={signIn.isPending}>
        {t('signInAs', { name })}
      </Button>
    </form>
  )
}
