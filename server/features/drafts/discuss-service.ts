import { authorize, type Caller } from '#server/access/authorize.ts'
import { type PostText, startTopicIn } from '#server/features/forum/index.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { draftEvent } from './drafts-service.ts'
import * as store from './drafts-store.ts'

interface Discussion {
  caller: Caller
  draftId: string
  title: string
  categoryId: string | null
  text: PostText
  /** The words discussed, with what stands around them, to find them again after changes. */
  quote: string
  prefix: string
  suffix: string
  from: string | null
  to: string | null
}

/** A topic about words of a draft: the topic quotes them, and both point to each other. */
const discuss = command('drafts.discuss', async (tx, input: Discussion) => {
  const authorized = await authorize(tx, input.caller, 'draft.discuss', {
    kind: 'draft',
    id: input.draftId,
  })
  const { subject, viewer, agencyId } = authorized
  const spaceId = subject.spaceId ?? ''
  if (input.categoryId && (await store.spaceOfCategory(tx.db, input.categoryId)) !== spaceId) {
    throw new PlenaryError('invalid', 'That category is not one of this space.')
  }
  const topic = await startTopicIn(tx, {
    groupId: subject.groupId,
    spaceId,
    categoryId: input.categoryId,
    title: input.title,
    author: { personId: viewer.personId, agencyId },
    text: input.text,
  })
  await store.insertAnchor(tx.db, {
    id: newId(),
    draft_id: input.draftId,
    topic_id: topic.id,
    version_id: null,
    paragraph: null,
    quote: input.quote,
    prefix: input.prefix,
    suffix: input.suffix,
    from_position: input.from,
    to_position: input.to,
    created_at: tx.now,
  })
  tx.emit({
    kind: 'draft.discussed',
    payload: { draftId: input.draftId, topicId: topic.id },
    ...draftEvent(authorized),
  })
  return { topicId: topic.id }
})

export const discussCommands = { discuss }
