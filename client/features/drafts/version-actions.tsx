import { Button, Menu } from '@mantine/core'
import {
  IconBookmarkPlus,
  IconDots,
  IconDownload,
  IconGitCompare,
  IconHistory,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { drafts } from '#shared/contracts/drafts.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { saveAsFile } from '../../offline/save-as-file.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast.ts'
import { NameVersionDialog } from './name-version-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import type { DraftVersion, ShownDraft } from './shown-draft.ts'
import css from './versions.module.css'

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const
const endings = { markdown: 'md', text: 'txt', json: 'json' } as const

/** What may be done with one version. Props: `before` is the version before it that has a text. */
export function VersionActions(props: {
  draft: ShownDraft['draft']
  version: DraftVersion
  before: DraftVersion | undefined
  may: ShownDraft['may']
}) {
  const { t } = useTranslation('drafts')
  const { draft, version, may } = props
  const [dialog, setDialog] = useState<'restore' | 'name' | null>(null)
  const close = () => setDialog(null)
  const params = { draftId: draft.id, versionId: version.id }
  return (
    <div className={css['actions']}>
      <CompareMenu {...props} />
      {may.restore ? (
        <Button leftSection={<IconHistory {...icon} />} onClick={() => setDialog('restore')}>
          {t('versionsPage.restore')}
        </Button>
      ) : null}
      <Menu>
        <Menu.Target>
          <IconButton label={t('versionsPage.more')} icon={IconDots} />
        </Menu.Target>
        <Menu.Dropdown>
          {may.nameVersion && version.kind === 'automatic' ? (
            <Menu.Item
              leftSection={<IconBookmarkPlus {...icon} />}
              onClick={() => setDialog('name')}
            >
              {t('versionsPage.nameKept')}
            </Menu.Item>
          ) : null}
          <Menu.Label>{t('versionsPage.download')}</Menu.Label>
          <Downloads params={params} title={`${draft.title} ${version.number}`} />
        </Menu.Dropdown>
      </Menu>
      {dialog === 'restore' ? (
        <RestoreDialog draftId={draft.id} version={version} onClose={close} />
      ) : null}
      {dialog === 'name' ? (
        <NameVersionDialog draftId={draft.id} keptId={version.id} onClose={close} />
      ) : null}
    </div>
  )
}

function CompareMenu(props: {
  draft: ShownDraft['draft']
  version: DraftVersion
  before: DraftVersion | undefined
}) {
  const { t } = useTranslation('drafts')
  const { draft, version, before } = props
  if (!draft.hasText && !before) return null
  return (
    <Menu>
      <Menu.Target>
        <Button leftSection={<IconGitCompare {...icon} />}>{t('compare.act')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {draft.hasText ? (
          <Menu.Item component={Link} to={`?from=${version.id}&to=now`}>
            {t('compare.withNow')}
          </Menu.Item>
        ) : null}
        {before ? (
          <Menu.Item component={Link} to={`?from=${before.id}&to=${version.id}`}>
            {t('compare.withBefore')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

function Downloads(props: { params: { draftId: string; versionId: string }; title: string }) {
  const { t } = useTranslation(['drafts', 'errors'])
  const { params, title } = props
  const download = (format: keyof typeof endings) =>
    call(drafts.versionText, { params, query: { format } })
      .then(({ text }) => saveAsFile(`${title}.${endings[format]}`, text))
      .catch((error: unknown) => showToast(t(`errors:code.${failureCode(error)}`)))
  return (['markdown', 'text', 'json'] as const).map((format) => (
    <Menu.Item
      key={format}
      leftSection={<IconDownload {...icon} />}
      onClick={() => void download(format)}
    >
      {t(`versionsPage.as.${format}`)}
    </Menu.Item>
  ))
}
