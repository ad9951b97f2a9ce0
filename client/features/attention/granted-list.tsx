import { IconFileText, IconMessages } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { spaces } from '#shared/contracts/spaces.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { RuledList, RuledRow } from '../../ui/ruled-list.tsx'
import css from './home.module.css'

/** What was opened for a guest, who sees nothing else of the group. */
export function GrantedList(props: { granted: ResponseOf<typeof spaces.list>['granted'] }) {
  const { t } = useTranslation('home')
  if (props.granted.length === 0) return <p className={css['quiet']}>{t('granted.nothing')}</p>
  return (
    <div className={css['granted']}>
      <RuledList label={t('granted.title')}>
        {props.granted.map((object) => {
          const isDraft = object.kind === 'draft'
          const Mark = isDraft ? IconFileText : IconMessages
          return (
            <RuledRow
              key={object.id}
              to={isDraft ? `/drafts/${object.id}` : `/topics/${object.id}`}
              title={object.title}
              isDocument={isDraft}
              mark={<Mark size={18} stroke={1.75} aria-hidden />}
              meta={<Bidi>{object.spaceName}</Bidi>}
            />
          )
        })}
      </RuledList>
    </div>
  )
}
