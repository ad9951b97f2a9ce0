import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { identity } from '#shared/contracts/identity.ts'
import { call } from '../../api/call.ts'
import { keyOf } from '../../api/query-of.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { fieldErrors, FormError } from '../../ui/form-error.tsx'
import css from './account.module.css'

const scopes = ['read', 'post', 'draft', 'invite', 'admin'] as const
type Scope = (typeof scopes)[number]
const terms = ['7', '30', '90', '365']

/** Makes a token; its secret is shown in the same dialog, once. */
export function NewTokenDialog(props: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common'])
  const client = useQueryClient()
  const form = useForm({
    initialValues: { name: '', scopes: ['read'] as Scope[], days: '30' },
    validate: {
      name: (value) => (value.trim() === '' ? t('account:tokenNameWanted') : null),
      scopes: (value) => (value.length === 0 ? t('account:scopeWanted') : null),
    },
  })
  const make = useMutation({
    mutationFn: ({ days, ...rest }: typeof form.values) =>
      call(identity.createToken, { body: { ...rest, days: Number(days) } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(identity.tokens) }),
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const close = () => {
    props.onClose()
    form.reset()
    make.reset()
  }
  if (make.data) return <MadeToken isOpen={props.isOpen} made={make.data} onClose={close} />
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={close}
      title={t('account:makeToken')}
      support={t('account:makeTokenText')}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
      footer={
        <>
          <Button variant="subtle" onClick={close}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={make.isPending}>
            {t('account:makeToken')}
          </Button>
        </>
      }
    >
      <TextInput
        label={t('account:tokenName')}
        description={t('account:tokenNameWhy')}
        required
        maxLength={200}
        dir="auto"
        {...form.getInputProps('name')}
      />
      <Checkbox.Group label={t('account:scopes')} required {...form.getInputProps('scopes')}>
        <div className={css['scopes']}>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={t(`account:scope.${scope}`)}
              description={t(`account:scopeWhy.${scope}`)}
            />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={t('account:validFor')}
        allowDeselect={false}
        data={terms.map((days) => ({
          value: days,
          label: t('account:days', { count: Number(days) }),
        }))}
        {...form.getInputProps('days')}
      />
      <FormError error={make.error} />
    </Dialog>
  )
}

function MadeToken(props: {
  isOpen: boolean
  made: ResponseOf<typeof identity.createToken>
  onClose: () => void
}) {
  const { t } = useTranslation('account')
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={t('tokenMade')}
      support={t('tokenOnce')}
      footer={
        <Button variant="filled" onClick={props.onClose}>
          {t('tokenKept')}
        </Button>
      }
    >
      <CopyField
        label={t('token')}
        value={props.made.token}
        description={t('tokenUse', { header: 'Authorization: Bearer …' })}
      />
    </Dialog>
  )
}
