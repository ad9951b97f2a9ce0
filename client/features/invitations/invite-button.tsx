import { Button } from '@mantine/core'
import { IconMailPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

const load = () => import('./invite-dialog.tsx')
const InviteDialog = lazy(async () => ({ default: (await load()).InviteDialog }))

/**
 * Opens the dialog that invites to a space. Show it to whom `spaces.show` lets (`may.invite`, or
 * `may.proposeInvitation`: then with `isProposal`, which only changes its words).
 */
export function InviteButton(props: {
  space: { id: string; name: string }
  isProposal?: boolean
  variant?: 'filled' | 'default'
}) {
  const { t } = useTranslation('invitations')
  const [times, setTimes] = useState(0)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        variant={props.variant ?? 'filled'}
        leftSection={<IconMailPlus size={16} stroke={1.75} aria-hidden />}
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => {
          setTimes(times + 1)
          setOpen(true)
        }}
      >
        {t(props.isProposal ? 'propose' : 'invite')}
      </Button>
      <Suspense>
        {times > 0 ? (
          // Anew each time: what was chosen before, and links shown before, are gone (H9).
          <InviteDialog
            key={times}
            space={props.space}
            isOpen={isOpen}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </Suspense>
    </>
  )
}
