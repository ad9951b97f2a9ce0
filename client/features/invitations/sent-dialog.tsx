import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import type { Sent } from './candidates.ts'
import css from './invite.module.css'
import { SentRow } from './sent-row.tsx'

/** What came of each invitation; links stand here once and nowhere else (H9). Null: closed. */
export function SentDialog(props: { sent: Sent[] | null; onClose: () => void }) {
  const { t } = useTranslation('invitations')
  const sent = props.sent ?? []
  const haveLinks = sent.some((one) => one.link !== null)
  return (
    <Dialog
      isOpen={props.sent !== null}
      onClose={props.onClose}
      title={t(haveLinks ? 'sent.titleLinks' : 'sent.title')}
      support={haveLinks ? t('sent.once') : undefined}
      footer={
        <Button variant="filled" onClick={props.onClose}>
          {t('sent.done')}
        </Button>
      }
    >
      <ul className={css['sent']}>
        {sent.map((one, index) => (
          <SentRow key={one.id ?? index} sent={one} />
        ))}
      </ul>
    </Dialog>
  )
}
