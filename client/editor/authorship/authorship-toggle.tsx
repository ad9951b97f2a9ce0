import { IconUserEdit } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import type { AuthorshipView } from './use-authorship.ts'

/** Shows and hides who wrote what. Props: what `useAuthorship` answered. */
export function AuthorshipToggle(props: { authorship: AuthorshipView }) {
  const { t } = useTranslation('editor')
  const { isOn, toggle } = props.authorship
  return (
    <IconButton
      label={t('authorship.toggle')}
      icon={IconUserEdit}
      isPressed={isOn}
      onClick={toggle}
    />
  )
}
