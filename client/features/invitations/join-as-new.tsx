import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { languages } from '#shared/contracts/contract.ts'
import type { SeatRole } from '#shared/rules/roles.ts'
import { failureCode } from '../../api/api-error.ts'
import { currentLanguage, type Language, languageNames, setLanguage } from '../../i18n/language.ts'
import { fieldErrors } from '../../ui/form-error.tsx'
import css from './invitation.module.css'
import { JoinError } from './join-error.tsx'
import { type OpenedInvitation, seatToTake } from './opened.ts'
import { SeatChoice } from './seat-choice.tsx'
import { useAddressHint } from './use-address-hint.ts'
import { useJoin } from './use-join.ts'

/** Address, name and language, asked once; the button names what one will act as (H17). */
export function JoinAsNew(props: { opened: OpenedInvitation; onSelf: () => void }) {
  const { t } = useTranslation('invitations')
  const { opened } = props
  const { agency, signedInAs } = opened
  const hint = useAddressHint(opened)
  const join = useJoin()
  const form = useForm({
    initialValues: {
      email: opened.email ?? '',
      name: '',
      seatRole: null as SeatRole | null,
      isShared: false,
    },
    validate: {
      email: (email) => (email.trim() === '' ? t('join.emailMissing') : null),
      name: (name) => (name.trim() === '' ? t('join.nameMissing') : null),
    },
  })
  const seatRole = seatToTake(opened, form.values.seatRole)
  const seat = t(`seatIn.${seatRole}`)
  const submit = form.onSubmit(({ email, name, isShared }) =>
    join.mutate(
      { person: { email, name, language: currentLanguage() }, seatRole, isShared },
      {
        onError: (error) => {
          const { 'person.email': ofEmail, 'person.name': ofName } = fieldErrors(error)
          if (ofEmail) form.setFieldError('email', ofEmail)
          if (ofName) form.setFieldError('name', ofName)
          if (failureCode(error) === 'wrong_address') form.setFieldError('email', hint.whenWrong)
        },
      },
    ),
  )
  return (
    <form className={css['form']} onSubmit={submit} noValidate>
      <TextInput
        label={t('join.email')}
        description={hint.text}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        autoComplete="email"
        dir="ltr"
        required
        readOnly={opened.email !== null}
        {...form.getInputProps('email')}
      />
      <div className={css['pair']}>
        <TextInput
          label={t('join.name')}
          autoComplete="name"
          dir="auto"
          required
          {...form.getInputProps('name')}
        />
        <LanguageField />
      </div>
      {opened.seatChoices.length > 1 ? (
        <SeatChoice
          choices={opened.seatChoices}
          value={seatRole}
          onChange={(role) => form.setFieldValue('seatRole', role)}
        />
      ) : null}
      <Checkbox
        label={t('join.shared')}
        description={t('join.sharedWhy')}
        {...form.getInputProps('isShared', { type: 'checkbox' })}
      />
      <JoinError error={join.error} signedInAs={signedInAs} />
      <Button type="submit" variant="filled" size="lg" fullWidth loading={join.isPending}>
        {agency
          ? t('join.button', { seat, agency: agency.acronym })
          : t('join.buttonAlone', { seat })}
      </Button>
      {signedInAs ? (
        <p className={css['small']}>
          {t('join.notMeEnds', { name: signedInAs.name })}{' '}
          <button type="button" className="link" onClick={props.onSelf}>
            {t('join.backToSelf', { name: signedInAs.name })}
          </button>
        </p>
      ) : null}
    </form>
  )
}

/** Turns the page at once; the person who joins keeps what it shows. Not `useChooseLanguage`: that
 * would write it to the account of whoever is signed in here. */
function LanguageField() {
  const { t } = useTranslation('invitations')
  return (
    <NativeSelect
      label={t('join.language')}
      value={currentLanguage()}
      onChange={(event) => void setLanguage(event.currentTarget.value as Language)}
      data={languages.map((code) => ({ value: code, label: languageNames[code] }))}
    />
  )
}
