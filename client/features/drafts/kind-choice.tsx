import { Radio } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { draftKinds } from '#shared/contracts/drafts.ts'
import css from './draft-list.module.css'

/** What a new draft will be, and what each kind is for. Props as @mantine/form gives them. */
export function KindChoice(props: { value?: string; onChange?: (value: string) => void }) {
  const { t } = useTranslation(['drafts', 'common'])
  return (
    <Radio.Group label={t('new.kind')} {...props}>
      <div className={css['kinds']}>
        {draftKinds.map((kind) => (
          <Radio
            key={kind}
            className={css['kind']}
            value={kind}
            label={t(`common:draftKind.${kind}`)}
            description={t(`kindFor.${kind}`)}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
