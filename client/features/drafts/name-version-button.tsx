import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBookmarkPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NameVersionDialog } from './name-version-dialog.tsx'

/** Opens the dialog that keeps the text as a named version. */
export function NameVersionButton(props: { draftId: string }) {
  const { t } = useTranslation('drafts')
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <>
      <Button
        leftSection={<IconBookmarkPlus size={18} stroke={1.75} aria-hidden />}
        onClick={dialog.open}
      >
        {t('nameVersion')}
      </Button>
      {isOpen ? <NameVersionDialog draftId={props.draftId} onClose={dialog.close} /> : null}
    </>
  )
}
