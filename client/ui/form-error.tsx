import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiError, failureCode } from '../api/api-error.ts'
import css from './form-error.module.css'

/** Why an act was refused, in words, read out at once. Props: `error` as thrown, null for none. */
export function FormError(props: { error: unknown }) {
  const { t } = useTranslation('errors')
  if (props.error === null || props.error === undefined) return null
  return (
    <p className={css['error']} role="alert">
      <IconAlertCircle size={18} stroke={1.75} aria-hidden />
      <span>{t(`code.${failureCode(props.error)}`)}</span>
    </p>
  )
}

/** The server's remarks on single fields, as @mantine/form takes them (`form.setErrors`). */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.fields.map((field) => [field.path, field.message]))
}
