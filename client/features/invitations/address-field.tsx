import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { invitations } from '#shared/contracts/invitations.ts'
import { call } from '../../api/call.ts'
import { FormError } from '../../ui/form-error.tsx'
import type { Candidate } from './candidates.ts'
import css from './invite.module.css'
import { isMeant } from './matches.ts'
import type { Recipients } from './use-recipients.ts'

/** Finds agencies as one types; addresses, typed or pasted as a list, are read by the server and
 * come to stand below, with their doubts, before anything is sent. */
export function AddressField(props: {
  spaceId: string
  agencies: Candidate[]
  chosen: Recipients
  value: string
  onChange: (value: string) => void
}) {
  const { t } = useTranslation('invitations')
  const { value, onChange, chosen } = props
  const read = useMutation({
    mutationFn: (text: string) =>
      call(invitations.readList, { params: { spaceId: props.spaceId }, body: { text } }),
    onSuccess: (answer) => {
      chosen.add(answer)
      onChange('')
    },
  })
  const holdsAddress = value.includes('@')
  const enter = () => {
    if (holdsAddress) return read.mutate(value)
    const found = props.agencies.filter((one) => one.standing !== 'here' && isMeant(one, value))
    const only = found.length === 1 ? found[0] : undefined
    if (!only || value.trim() === '') return
    if (chosen.agencies[only.id] === undefined) chosen.toggleAgency(only.id)
    onChange('')
  }
  return (
    <div className={css['find']}>
      <TextInput
        type="search"
        aria-label={t('form.find')}
        placeholder={t('form.find')}
        description={t('form.findWhy')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        autoComplete="off"
        data-autofocus
        dir={value === '' ? undefined : 'auto'}
        disabled={read.isPending}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onPaste={(event) => {
          // A field of one line would swallow the line ends of a list.
          const text = event.clipboardData.getData('text/plain')
          if (!text.includes('@')) return
          event.preventDefault()
          read.mutate(text)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          enter()
        }}
      />
      {holdsAddress ? (
        <Button loading={read.isPending} onClick={() => read.mutate(value)}>
          {t('form.addAddress', { text: value.trim() })}
        </Button>
      ) : null}
      <FormError error={read.error} />
    </div>
  )
}
