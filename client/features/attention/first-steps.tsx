import { Button } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { isBuilt } from '../../screens.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import css from './home.module.css'

/** In a group where nobody has written yet: where its work takes place, and how others come in. */
export function FirstSteps(props: { group: GroupSummary; space: { id: string; name: string } }) {
  const { t } = useTranslation('home')
  const { group, space } = props
  return (
    <div className={css['fresh']}>
      <EmptyState
        icon={IconMessages}
        title={t('fresh.title')}
        text={t(group.isOffice ? 'fresh.textForOffice' : 'fresh.text')}
      >
        <Button component={Link} to={`/spaces/${space.id}`} variant="filled">
          {t('fresh.openSpace', { space: space.name })}
        </Button>
        {group.isOffice && isBuilt('people') ? (
          <Button component={Link} to={`/spaces/${space.id}/people`}>
            {t('fresh.invite')}
          </Button>
        ) : null}
      </EmptyState>
    </div>
  )
}
