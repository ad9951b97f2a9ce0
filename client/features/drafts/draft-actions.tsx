import { Button, Menu } from '@mantine/core'
import {
  IconArchiveOff,
  IconBookmarkPlus,
  IconCopy,
  IconDots,
  IconHistory,
  IconPencil,
  IconPrinter,
  IconUsers,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { useShellSize } from '../../shell/shell-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { copyText } from './copy-text.ts'
import { DraftersDialog } from './drafters-dialog.tsx'
import { NameVersionDialog } from './name-version-dialog.tsx'
import { RenameDraftDialog } from './rename-draft-dialog.tsx'
import type { ShownDraft } from './shown-draft.ts'
import { WithdrawDraftDialog } from './withdraw-draft-dialog.tsx'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const

/** What may be done with a draft as a whole. Props: `textNow` reads the text; none where there is no
 * text. */
export function DraftActions(props: {
  shown: ShownDraft
  textNow?: (() => DraftNode) | undefined
}) {
  const { t } = useTranslation('drafts')
  const { textNow } = props
  const { draft, may } = props.shown
  const size = useShellSize()
  const [dialog, setDialog] = useState<'version' | 'rename' | 'drafters' | 'withdraw' | null>(null)
  const close = () => setDialog(null)
  const isWide = size === 'wide' || size === 'desk'
  return (
    <>
      {may.nameVersion && isWide ? (
        <Button leftSection={<IconBookmarkPlus {...icon} />} onClick={() => setDialog('version')}>
          {t('nameVersion')}
        </Button>
      ) : null}
      <Menu>
        <Menu.Target>
          <IconButton label={t('menu')} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.nameVersion && !isWide ? (
            <Menu.Item
              leftSection={<IconBookmarkPlus {...icon} />}
              onClick={() => setDialog('version')}
            >
              {t('nameVersion')}
            </Menu.Item>
          ) : null}
          <Menu.Item
            component={Link}
            to={`/drafts/${draft.id}/versions`}
            leftSection={<IconHistory {...icon} />}
          >
            {t('versions')}
          </Menu.Item>
          {may.rename ? (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setDialog('rename')}>
              {t('rename')}
            </Menu.Item>
          ) : null}
          {may.nameDrafters ? (
            <Menu.Item leftSection={<IconUsers {...icon} />} onClick={() => setDialog('drafters')}>
              {t('nameDrafters')}
            </Menu.Item>
          ) : null}
          {textNow ? (
            <>
              <Menu.Item leftSection={<IconPrinter {...icon} />} onClick={() => window.print()}>
                {t('print')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCopy {...icon} />}
                onClick={() => void copyText(draftToMarkdown(textNow()))}
              >
                {t('copyMarkdown')}
              </Menu.Item>
            </>
          ) : null}
          {may.withdraw ? (
            <Menu.Item
              leftSection={<IconArchiveOff {...icon} />}
              onClick={() => setDialog('withdraw')}
            >
              {t('withdraw')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'version' ? <NameVersionDialog draftId={draft.id} onClose={close} /> : null}
      {dialog === 'rename' ? <RenameDraftDialog draft={draft} onClose={close} /> : null}
      {dialog === 'drafters' ? <DraftersDialog draft={draft} onClose={close} /> : null}
      {dialog === 'withdraw' ? <WithdrawDraftDialog draftId={draft.id} onClose={close} /> : null}
    </>
  )
}
