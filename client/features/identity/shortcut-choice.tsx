import { Button, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { usePerson } from '../../shell/session.tsx'
import { useShellState } from '../../shell/shell-state.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { AccountSection } from './account-section.tsx'
import css from './account.module.css'
import { useUpdateAccount } from './use-update-account.ts'

/** Single keys as commands can be switched off (WCAG 2.1.4): dictation and slips would trigger them. */
export function ShortcutChoice() {
  const { t } = useTranslation('account')
  const { keyboardShortcuts } = usePerson()
  const { openShortcuts } = useShellState()
  const update = useUpdateAccount()
  const wanted = update.isPending ? update.variables.keyboardShortcuts : undefined
  return (
    <AccountSection id="shortcuts" title={t('shortcuts')} text={t('shortcutsText')}>
      <Switch
        label={t('shortcutsOn')}
        checked={wanted ?? keyboardShortcuts}
        onChange={(event) => update.mutate({ keyboardShortcuts: event.currentTarget.checked })}
      />
      <FormError error={update.error} />
      <div className={css['acts']}>
        <Button onClick={openShortcuts}>{t('shortcutsShow')}</Button>
      </div>
    </AccountSection>
  )
}
