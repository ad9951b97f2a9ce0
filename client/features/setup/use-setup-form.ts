import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { ownTimeZone } from '../../ui/time-zone-select.tsx'
import { setupFaults } from './setup-faults.ts'
import { firstValues, type SetupValues } from './setup-values.ts'

/** The first-run form, which says in the reader's language what is to be mended. */
export function useSetupForm() {
  const { t } = useTranslation('setup')
  return useForm({
    initialValues: firstValues(ownTimeZone()),
    validate: (values: SetupValues) =>
      Object.fromEntries(
        Object.entries(setupFaults(values)).map(([path, fault]) => [path, t(`fault.${fault}`)]),
      ),
  })
}
