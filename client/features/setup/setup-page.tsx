import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { setup } from '#shared/contracts/setup.ts'
import { queryOf } from '../../api/query-of.ts'
import { OutsidePage } from '../../shell/outside-page.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { TextSkeleton } from '../../ui/skeletons.tsx'
import { SetupClosed } from './setup-closed.tsx'
import { SetupForm } from './setup-form.tsx'

/** `/setup`: the first run, from the link that the server prints. */
export function SetupPage() {
  const { t } = useTranslation('setup')
  const state = useQuery({ ...queryOf(setup.state), staleTime: Infinity })
  return (
    <OutsidePage title={t('title')} isWide>
      <Loaded query={state} skeleton={<TextSkeleton />}>
        {({ isOpen }) => (isOpen ? <SetupForm /> : <SetupClosed />)}
      </Loaded>
    </OutsidePage>
  )
}
