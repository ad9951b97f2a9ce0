import { IconChevronDown, IconX } from '@tabler/icons-react'
import { lazy, type Ref, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Post } from '#shared/contracts/forum.ts'
import { useEver } from '../../shell/use-ever.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { FormError } from '../../ui/form-error.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { KeptWords } from './kept-words.tsx'
import { ReplyAs } from './reply-as.tsx'
import css from './reply-dock.module.css'
import { useComposerPorts } from './use-composer-ports.ts'
import type { ReplyState } from './use-reply.ts'
import type { ShownTopic } from './use-topic-windows.ts'

// The editor is fetched by who writes.
const PostComposer = lazy(async () => ({
  default: (await import('../../editor/post/post-composer.tsx')).PostComposer,
}))

/** Where one answers, at the foot of the topic; why not, for who may not. `parent`: the post that is
 * answered, where it is loaded. */
export function ReplyDock(props: {
  dock: Ref<HTMLDivElement>
  shown: ShownTopic
  reply: ReplyState
  parent: Post | undefined
}) {
  const { t } = useTranslation('forum')
  const { dock, shown, reply, parent } = props
  const { may, topic } = shown
  const { attach, seed } = reply
  const wasOpen = useEver(reply.isOpen)
  const ports = useComposerPorts(topic.spaceId, may.upload)
  if (!may.post) return <p className={css['whyNot']}>{t(`whyNot.${may.whyNot ?? 'reads'}`)}</p>
  return (
    <div ref={dock} className={css['dock']}>
      {reply.isOpen ? null : (
        <button type="button" className={css['closed']} onClick={() => reply.answer(null)}>
          <ReplyAs />
          {reply.sending.isPending ? <span>{t('sending')}</span> : null}
          <span className={css['key']} aria-hidden>
            <Kbd keys="r" />
          </span>
        </button>
      )}
      {wasOpen ? (
        // Folded, not taken away: what was written stays in it, undo and files included.
        <section className={css['open']} aria-label={t('yourReply')} hidden={!reply.isOpen}>
          <div className={css['head']}>
            <ReplyAs />
            <InAnswerTo
              number={reply.parentNumber}
              parent={parent}
              onNobody={() => reply.answer(null)}
            />
            <span className={css['end']}>
              <IconButton
                label={t('fold')}
                icon={IconChevronDown}
                size="sm"
                onClick={reply.close}
              />
            </span>
          </div>
          <FormError error={reply.sending.isError ? reply.sending.error : null} />
          <Suspense fallback={<div className={css['waiting']} />}>
            <PostComposer
              key={seed.generation}
              ref={attach}
              initialMarkdown={seed.markdown}
              initialFiles={seed.files}
              label={t('yourReply')}
              placeholder={t('replyPlaceholder')}
              submitLabel={t('post')}
              onChange={(markdown) => reply.change(markdown)}
              onSubmit={reply.send}
              {...ports}
            >
              {reply.sending.isPending ? t('sending') : <KeptWords at={reply.kept.keptAt} />}
            </PostComposer>
          </Suspense>
        </section>
      ) : null}
    </div>
  )
}

function InAnswerTo(props: {
  number: number | null
  parent: Post | undefined
  onNobody: () => void
}) {
  const { t } = useTranslation('forum')
  const { number, parent } = props
  if (number === null) return null
  return (
    <span className={css['answer']}>
      {parent ? (
        <Bidi>{t('inAnswerTo', { name: parent.author.name, number })}</Bidi>
      ) : (
        t('inAnswerToNumber', { number })
      )}
      <IconButton label={t('answerNobody')} icon={IconX} size="sm" onClick={props.onNobody} />
    </span>
  )
}
