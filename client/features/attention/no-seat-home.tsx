import { Button } from '@mantine/core'
import { IconSettings, IconUserOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GroupSummary } from '#shared/contracts/identity.ts'
import { Page } from '../../shell/page.tsx'
import { usePerson } from '../../shell/session.tsx'
import { isBuilt } from '../../screens.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'

/** Home of who sits nowhere: an administrator keeps the machine; anybody else learns why it is
 * empty. Props: `group`, the one an administrator keeps, where there is one. */
export function NoSeatHome(props: { group: GroupSummary | null }) {
  const { t } = useTranslation('home')
  const { isAdministrator } = usePerson()
  return (
    <Page title={t('title')}>
      <PageHeader title={t('noSeat.title')} look="welcome" />
      {isAdministrator ? (
        <EmptyState
          icon={IconSettings}
          title={t('noSeat.administratorTitle')}
          text={t('noSeat.administratorText')}
        >
          {isBuilt('administration') ? (
            <Button component={Link} to="/administration" variant="filled">
              {t('noSeat.openAdministration')}
            </Button>
          ) : null}
          {props.group?.isMember && isBuilt('members') ? (
            <Button component={Link} to="/members">
              {t('noSeat.openMembers')}
            </Button>
          ) : null}
        </EmptyState>
      ) : (
        <EmptyState
          icon={IconUserOff}
          title={t('noSeat.endedTitle')}
          text={t('noSeat.endedText')}
        />
      )}
    </Page>
  )
}
