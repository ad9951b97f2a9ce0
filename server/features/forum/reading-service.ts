import { authorize, type Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { clipRanges, countRead, mergeRanges, type ReadRange } from '#shared/rules/read-ranges.ts'
import * as marks from './read-marks-store.ts'
import { findTopic, unreadIn } from './topics-store.ts'

interface Reading {
  caller: Caller
  topicId: string
  ranges: ReadRange[]
  /** Forget what was read before. */
  unread: boolean
}

/** Nobody else sees what one has read, so none of this is in the log. */
const markRead = command('forum.markRead', async (tx, input: Reading) => {
  const { caller, topicId } = input
  await authorize(tx, caller, 'topic.read', { kind: 'topic', id: topicId })
  const { highest_number: highest } = await findTopic(tx.db, topicId)
  const known = input.unread ? [] : await marks.rangesOf(tx.db, caller.personId, topicId)
  const ranges = mergeRanges(known, clipRanges(input.ranges, highest))
  await marks.storeRanges(tx.db, { personId: caller.personId, topicId, ranges, visitedAt: tx.now })
  return { readRanges: ranges, unreadCount: highest - countRead(ranges) }
})

const markSpaceRead = command(
  'forum.markSpaceRead',
  async (tx, { caller, spaceId }: { caller: Caller; spaceId: string }) => {
    await authorize(tx, caller, 'space.read', { kind: 'space', id: spaceId })
    for (const topic of await unreadIn(tx.db, spaceId, caller.personId)) {
      const ranges: ReadRange[] = [[1, topic.highest_number]]
      const mark = { personId: caller.personId, topicId: topic.id, ranges, visitedAt: tx.now }
      await marks.storeRanges(tx.db, mark)
    }
  },
)

export const readingCommands = { markRead, markSpaceRead }
