import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import { drafts } from '#shared/contracts/drafts.ts'
import { failureCode } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'
import { keyOf, queryOf } from '../../api/query-of.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.ts'
import css from './orphan-list.module.css'

type Orphan = ResponseOf<typeof drafts.orphans>['orphans'][number]

/**
 * Words that were written into a paragraph which somebody else replaced meanwhile (H6): nothing
 * written is lost, but only people can say whether it is still wanted. For who may write. Props:
 * `language` of the draft.
 */
export function OrphanList(props: { draftId: string; language: string }) {
  const { t } = useTranslation('drafts')
  const { draftId, language } = props
  const { data } = useQuery(queryOf(drafts.orphans, { params: { draftId } }))
  if (data === undefined || data.orphans.length === 0) return null
  return (
    <section className={css['orphans']} aria-labelledby="orphans-title">
      <h2 id="orphans-title" className={css['title']}>
        {t('orphans.title', { count: data.orphans.length })}
      </h2>
      <ul className={css['list']}>
        {data.orphans.map((orphan) => (
          <li key={orphan.id}>
            <OrphanText draftId={draftId} orphan={orphan} language={language} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrphanText(props: { draftId: string; orphan: Orphan; language: string }) {
  const { t } = useTranslation('drafts')
  const { orphan, language } = props
  const insert = useSettling(props.draftId, orphan.id, 'insertOrphan')
  const dismiss = useSettling(props.draftId, orphan.id, 'dismissOrphan')
  const isPending = insert.isPending || dismiss.isPending
  return (
    <article className={css['orphan']}>
      <blockquote className={css['words']}>
        <p className="aligned" dir="auto" lang={language}>
          {orphan.text}
        </p>
      </blockquote>
      <div className={css['facts']}>
        {orphan.author ? <PersonLine actor={orphan.author} isQuiet /> : null}
        <Time at={orphan.foundAt} as="line" />
        {orphan.near === '' ? null : (
          <span>
            {t('orphans.near')} <Bidi lang={language}>{orphan.near}</Bidi>
          </span>
        )}
      </div>
      <div className={css['acts']}>
        <Button
          size="compact-sm"
          leftSection={<IconArrowBackUp className="mirror" size={16} stroke={1.75} aria-hidden />}
          disabled={isPending}
          onClick={() => insert.mutate()}
        >
          {t('orphans.insert')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={isPending}
          onClick={() => dismiss.mutate()}
        >
          {t('orphans.dismiss')}
        </Button>
      </div>
    </article>
  )
}

/** One click each. What a colleague saw to in the same moment is gone from the list as well. */
function useSettling(draftId: string, orphanId: string, act: 'insertOrphan' | 'dismissOrphan') {
  const { t } = useTranslation(['drafts', 'errors'])
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(drafts[act], { params: { draftId, orphanId } }),
    onSuccess: () => showToast(t(`drafts:orphans.${act}`)),
    onError: (error) => showToast(t(`errors:code.${failureCode(error)}`)),
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: keyOf(drafts.orphans, { params: { draftId } }) }),
  })
}
