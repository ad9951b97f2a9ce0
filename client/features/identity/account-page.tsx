import { useTranslation } from 'react-i18next'
import { Page } from '../../shell/page.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AddressProof } from './address-proof.tsx'
import { MailChoice } from './mail-choice.tsx'
import { PasswordChange } from './password-change.tsx'
import { ProfileForm } from './profile-form.tsx'
import { SessionList } from './session-list.tsx'
import { ShortcutChoice } from './shortcut-choice.tsx'
import { TokenList } from './token-list.tsx'

/** `/account`: what concerns oneself alone. */
export function AccountPage() {
  const { t } = useTranslation('account')
  return (
    <Page title={t('title')} measure={920}>
      <PageHeader title={t('title')} support={t('support')} />
      <ProfileForm />
      <AddressProof />
      <MailChoice />
      <PasswordChange />
      <ShortcutChoice />
      <SessionList />
      <TokenList />
    </Page>
  )
}
