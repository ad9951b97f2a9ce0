import { renderPost, renderVersion } from '#server/features/forum/index.ts'
import { digestOf, flag, type PlanContext, plannedRecord, provenanceOf } from './plan-context.ts'
import type { Speakers } from './plan-seats.ts'
import type { Spaces } from './plan-spaces.ts'
import { inOrder, quotedBy } from './post-order.ts'
import type { TermPost, TermTopic } from './term-file.ts'
import type { PlannedPost, PlannedRecord, PlannedTopic } from './term-plan.ts'
import { anchoredVersion, anchoredWords } from './term-texts.ts'

interface ForumPlan {
  topics: PlannedTopic[]
  anchors: PlannedRecord[]
}

/** Topics with their posts in the order of their numbers, rendered, and the words they are about. */
export async function planForum(
  context: PlanContext,
  spaces: Spaces,
  speakers: Speakers,
): Promise<ForumPlan> {
  const plan: ForumPlan = { topics: [], anchors: [] }
  for (const topic of context.term.forumTopics ?? []) {
    const posts = inOrder(timed(context, topic))
    const first = posts[0]
    if (!first) {
      context.remark({ what: `forumTopics: ${topic.title}`, count: 1, why: 'withoutPosts' })
      continue
    }
    const planned: PlannedTopic = {
      ...planTopic(context, topic, first, spaces, speakers),
      posts: [],
    }
    for (const post of posts)
      planned.posts.push(await planPost(context, topic, post, posts, speakers))
    plan.topics.push(planned)
    plan.anchors.push(...planAnchors(context, topic, planned.spaceId, first, speakers))
  }
  return plan
}

export interface TimedPost {
  fileId: string
  replyTo: string | null
  at: number
  post: TermPost
}

/** Where the file gives no time, a post is as old as the one before it. */
function timed(context: PlanContext, topic: TermTopic): TimedPost[] {
  let last: number | null = null
  return (topic.posts ?? []).map((post, index) => {
    const at: number = context.instantOf(post.at) ?? last ?? context.now
    last = at
    return {
      fileId: post.id ?? `${topic.id} post ${index + 1}`,
      replyTo: post.replyTo ?? null,
      at,
      post,
    }
  })
}

function planTopic(
  context: PlanContext,
  topic: TermTopic,
  first: TimedPost,
  spaces: Spaces,
  speakers: Speakers,
) {
  const spaceId = context.idOf('space', topic.spaceId ?? spaces.workspace)
  const starter = speakers.of(topic.starterSeat ?? first.post.authorSeat)
  const { posts: _, anchors: __, ...source } = topic
  const record = plannedRecord({
    kind: 'topic',
    fileId: topic.id,
    title: topic.title,
    source,
    rows: [
      {
        table: 'topic',
        values: {
          id: context.idOf('topic', topic.id),
          group_id: context.groupId,
          space_id: spaceId,
          category_id: context.maybeIdOf('category', topic.categoryId),
          title: topic.title,
          state: topic.state ?? 'open',
          is_pinned: flag(topic.pinned),
          started_by: starter.personId,
          started_for: starter.agencyId,
          // Counted from the posts when they are stored.
          highest_number: 0,
          post_count: 0,
          last_post_at: first.at,
          last_post_by: starter.personId,
          last_post_for: starter.agencyId,
          excerpt: '',
          created_at: first.at,
          provenance: provenanceOf(topic),
        },
      },
    ],
  })
  return { record, spaceId }
}

async function planPost(
  context: PlanContext,
  topic: TermTopic,
  timedPost: TimedPost,
  all: TimedPost[],
  speakers: Speakers,
): Promise<PlannedPost> {
  const { fileId, post, at } = timedPost
  const author = speakers.of(post.authorSeat)
  // The ids of a file are not ours: whom it mentions stays words.
  const rendered = await renderPost(post.body, { mentions: new Map() })
  return {
    fileId,
    digest: digestOf(post),
    parentId: context.maybeIdOf('post', timedPost.replyTo),
    quotedIds: quotedBy(timedPost, all).map((quoted) => context.idOf('post', quoted)),
    row: {
      id: context.idOf('post', fileId),
      topic_id: context.idOf('topic', topic.id),
      author_id: author.personId,
      agency_id: author.agencyId,
      markdown: post.body,
      html: rendered.html,
      render_version: renderVersion,
      excerpt: rendered.excerpt,
      revision_count: 0,
      created_at: at,
      edited_at: null,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_reason: null,
      provenance: provenanceOf(post) ?? provenanceOf(topic),
    },
  }
}

function planAnchors(
  context: PlanContext,
  topic: TermTopic,
  spaceId: string,
  first: TimedPost,
  speakers: Speakers,
): PlannedRecord[] {
  return (topic.anchors ?? []).map((anchor) => {
    const version = anchoredVersion(context.term, anchor)
    const versionFileId = version && `${anchor.documentId}@${version.number}`
    const fileId =
      `${topic.id} on ${versionFileId ?? anchor.documentId} ${anchor.paragraphId ?? ''}`.trim()
    const starter = speakers.of(topic.starterSeat ?? first.post.authorSeat)
    const draftId = context.idOf('draft', anchor.documentId)
    const topicId = context.idOf('topic', topic.id)
    return plannedRecord({
      kind: 'anchor',
      fileId,
      title: fileId,
      source: anchor,
      rows: [
        {
          table: 'draft_anchor',
          values: {
            id: context.idOf('anchor', fileId),
            draft_id: draftId,
            topic_id: topicId,
            version_id: context.maybeIdOf('version', versionFileId),
            ...anchoredWords(context.term, anchor),
            prefix: '',
            suffix: '',
            from_position: null,
            to_position: null,
            created_at: first.at,
          },
        },
      ],
      events: [
        context.event(
          { kind: 'draft.discussed', payload: { draftId, topicId } },
          {
            audience: `space:${spaceId}`,
            spaceId,
            subject: { kind: 'draft', id: draftId },
            at: first.at,
            actorId: starter.personId,
            actorFor: starter.agencyId,
          },
        ),
      ],
    })
  })
}
