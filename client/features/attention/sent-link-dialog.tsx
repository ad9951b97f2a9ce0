import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'

export interface SentLink {
  whom: string
  link: string
  email: string | null
  mail: { subject: string; body: string } | null
}

/** Where no mail is configured: the link of the invitation just accepted, to pass on by hand. */
export function SentLinkDialog(props: { sent: SentLink | null; onClose: () => void }) {
  const { t } = useTranslation('home')
  const { sent } = props
  return (
    <Dialog
      isOpen={sent !== null}
      onClose={props.onClose}
      title={t('sentLink.title', { whom: sent?.whom ?? '' })}
      support={t('sentLink.text')}
      footer={
        <>
          {sent?.mail ? (
            <Button
              component="a"
              href={mailAddress(sent.email, sent.mail)}
              leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
            >
              {t('sentLink.openMail')}
            </Button>
          ) : null}
          <Button variant="filled" onClick={props.onClose}>
            {t('sentLink.done')}
          </Button>
        </>
      }
    >
      {sent ? <CopyField label={t('sentLink.label')} value={sent.link} /> : null}
    </Dialog>
  )
}

function mailAddress(to: string | null, mail: { subject: string; body: string }): string {
  const query = `subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(mail.body)}`
  return `mailto:${encodeURIComponent(to ?? '')}?${query}`
}
