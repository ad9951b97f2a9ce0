import { IconEye, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Bidi } from '../../ui/bidi.tsx'
import { PersonLine } from '../../ui/person-line.tsx'
import { RuledList, RuledRow, Section } from '../../ui/ruled-list.tsx'
import { useReader } from '../../ui/reader.tsx'
import { dayOf } from '../../ui/time-format.ts'
import { CalendarDate, Time } from '../../ui/time.tsx'
import type { Home } from './group-home.tsx'
import css from './home.module.css'

type Draft = Home['drafts'][number]
const states = [
  'draft',
  'circulated',
  'agreed',
  'underSilence',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
] as const

/** What is being written: state, whether comments are due, whether I may write. */
export function RecentDrafts({ drafts }: { drafts: Draft[] }) {
  const { t } = useTranslation('home')
  return (
    <Section title={t('drafts.title')}>
      {drafts.length === 0 ? (
        <p className={css['quiet']}>{t('drafts.nothing')}</p>
      ) : (
        <RuledList>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} />
          ))}
        </RuledList>
      )}
    </Section>
  )
}

/** Amber while comments are wanted; a day that has passed is said, and asks nothing. */
function CommentsDue({ date }: { date: string }) {
  const { t } = useTranslation('home')
  const { now, timeZone } = useReader()
  const isOver = date < dayOf(now, timeZone)
  return (
    <span className={isOver ? undefined : css['due']}>
      {t(isOver ? 'drafts.commentsWereDue' : 'drafts.commentsDue')} <CalendarDate date={date} />
    </span>
  )
}

function DraftRow({ draft }: { draft: Draft }) {
  const { t } = useTranslation(['home', 'common'])
  const state = states.find((one) => one === draft.state)
  const Pencil = draft.mayWrite ? IconPencil : IconEye
  return (
    <RuledRow
      to={`/drafts/${draft.id}`}
      title={draft.title}
      isDocument
      beside={state ? <Badge>{t(`common:draftState.${state}`)}</Badge> : null}
      meta={
        <>
          <span className={css['may']}>
            <Pencil size={14} stroke={1.75} aria-hidden />
            {t(draft.mayWrite ? 'home:drafts.mayWrite' : 'home:drafts.readOnly')}
          </span>
          {draft.commentsDue ? <CommentsDue date={draft.commentsDue} /> : null}
          <Bidi>{draft.spaceName}</Bidi>
        </>
      }
      end={
        <>
          {draft.editedBy ? <PersonLine actor={draft.editedBy} isQuiet /> : null}
          {draft.editedAt === null ? null : (
            <span className={css['when']}>
              <Time at={draft.editedAt} />
            </span>
          )}
        </>
      }
    />
  )
}
