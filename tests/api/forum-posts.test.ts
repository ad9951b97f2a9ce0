import { describe, expect, test } from 'vitest'
import type { Post } from '#shared/contracts/forum.ts'
import { type Client, startInstallation } from '#tests/support/installation.ts'
import { smallTerm } from '#tests/support/small-term.ts'

async function openTides() {
  const hc = await startInstallation()
  const topicId = await hc.idOf('topic', 'topic-tides')
  const spaceId = await hc.idOf('space', 'tides')
  return {
    hc,
    topicId,
    spaceId,
    alpha: await hc.as('fp.alpha'),
    beta: await hc.as('fp.beta'),
    office: await hc.as('secretariat'),
  }
}

async function reply(
  by: Client,
  topicId: string,
  markdown: string,
  more: object = {},
): Promise<Post> {
  const answer = await by.post(`/api/topics/${topicId}/posts`, { markdown, ...more })
  expect(answer).toMatchObject({ status: 200 })
  return (answer.body as { post: Post }).post
}

async function postsOf(by: Client, topicId: string, query = ''): Promise<Post[]> {
  const answer = await by.get(`/api/topics/${topicId}${query}`)
  return (answer.body as { posts: Post[] }).posts
}

describe('posts', () => {
  test('a reply knows its parent and root, and both it and a quote link both ways', async () => {
    const { topicId, alpha } = await openTides()
    const third = await reply(alpha, topicId, 'Which two?', { parentNumber: 2 })
    const fourth = await reply(
      alpha,
      topicId,
      '> [BETA, post 2](#2)\n>\n> We have two.\n\nNamed below.',
    )
    expect([third.parentNumber, third.rootNumber]).toEqual([2, 1])
    expect([fourth.parentNumber, fourth.rootNumber]).toEqual([null, null])
    const posts = await postsOf(alpha, topicId, '?from=1')
    expect(posts.map((post) => post.answeredBy)).toEqual([[2], [3, 4], [], []])
  })

  test('twenty replies at once get twenty numbers and leave no gap', async () => {
    const { topicId, alpha, beta } = await openTides()
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, n) => reply(n % 2 ? alpha : beta, topicId, `Post ${n}`)),
    )
    const numbers = written.map((post) => post.number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n + 3))
  })

  test('the same key sent twice writes one post, in one topic', async () => {
    const { topicId, alpha, spaceId } = await openTides()
    const first = await reply(alpha, topicId, 'Once', { key: 'key-of-a-post' })
    const second = await reply(alpha, topicId, 'Once', { key: 'key-of-a-post' })
    expect(second.id).toBe(first.id)
    expect((await postsOf(alpha, topicId, '?from=1')).length).toBe(3)
    const topic = { title: 'Other', markdown: 'x', key: 'key-of-a-post' }
    const started = await alpha.post(`/api/spaces/${spaceId}/topics`, topic)
    expect(started.status).toBe(200)
    const elsewhere = await reply(alpha, started.body.id, 'Once', { key: 'key-of-a-post' })
    expect(elsewhere.topicId).toBe(started.body.id)
  })

  test('a reply to a post that is not there is refused by name of the field', async () => {
    const { topicId, alpha } = await openTides()
    const answer = await alpha.post(`/api/topics/${topicId}/posts`, {
      markdown: 'x',
      parentNumber: 99,
    })
    expect(answer).toMatchObject({ status: 422, body: { fields: [{ path: 'parentNumber' }] } })
  })

  test('an edit keeps what the post said, and one made on an older text is refused', async () => {
    const { topicId, alpha } = await openTides()
    const post = await reply(alpha, topicId, 'Frist')
    const edited = await alpha.patch(`/api/posts/${post.id}`, { markdown: 'First', revision: 0 })
    expect(edited.body.post).toMatchObject({
      revisionCount: 1,
      html: '<p dir="auto">First</p>\n',
      editedAt: expect.any(Number),
    })
    const stale = await alpha.patch(`/api/posts/${post.id}`, { markdown: 'Other', revision: 0 })
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale_edit' } })
    const history = await alpha.get(`/api/posts/${post.id}/history`)
    expect(history.body.revisions).toMatchObject([{ revision: 0, markdown: 'Frist', reason: null }])
  })

  test('others’ posts: a member may not edit them, the office may and says why', async () => {
    const { topicId, alpha, beta, office } = await openTides()
    const post = await reply(alpha, topicId, 'Words')
    const change = { markdown: 'Other words', revision: 0 }
    expect(await beta.patch(`/api/posts/${post.id}`, change)).toMatchObject({ status: 403 })
    expect(await office.patch(`/api/posts/${post.id}`, change)).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'reason' }] },
    })
    const reasoned = await office.patch(`/api/posts/${post.id}`, {
      ...change,
      reason: 'A wrong name',
    })
    expect(reasoned.body.post).toMatchObject({ markdown: 'Other words', may: { edit: true } })
  })

  test('H15, H16: a withdrawn text is in no answer any more, and a stub stays', async () => {
    const { hc, topicId, spaceId, alpha, beta } = await openTides()
    const { cursor } = (await beta.get(`/api/topics/${topicId}`)).body as { cursor: string }
    const post = await reply(alpha, topicId, 'Zanzibar embargoed')
    await alpha.patch(`/api/posts/${post.id}`, {
      markdown: 'Zanzibar still embargoed',
      revision: 0,
    })
    const reasoned = { reason: 'Too early' }
    expect(await alpha.post(`/api/posts/${post.id}/withdraw`, reasoned)).toMatchObject({
      status: 204,
    })
    const [stub] = await postsOf(beta, topicId, '?from=3')
    expect(stub).toMatchObject({
      number: 3,
      html: '',
      markdown: '',
      withdrawn: { reason: 'Too early', by: { personId: expect.any(String) } },
      may: { edit: false, withdraw: false },
    })
    const group = await hc.plenary.services.storage.db
      .selectFrom('group')
      .select('id')
      .executeTakeFirstOrThrow()
    const addresses = [
      `/api/topics/${topicId}?from=1`,
      `/api/topics/${topicId}?view=reply&from=1`,
      `/api/spaces/${spaceId}/topics`,
      `/api/posts/${post.id}/history`,
      `/api/groups/${group.id}/home`,
      `/api/groups/${group.id}/events?after=${cursor}`,
      `/api/groups/${group.id}/notifications`,
      `/api/spaces/${spaceId}/activity`,
    ]
    for (const address of addresses) {
      const answer = await beta.get(address)
      expect([address, answer.status]).toEqual([address, 200])
      expect(address + JSON.stringify(answer.body)).not.toContain('Zanzibar')
    }
    expect(await alpha.post(`/api/posts/${post.id}/withdraw`, {})).toMatchObject({ status: 409 })
    expect(
      await alpha.patch(`/api/posts/${post.id}`, { markdown: 'x', revision: 1 }),
    ).toMatchObject({ status: 409 })
  })

  test('who reads, and who is a guest without leave, may not post and is told why', async () => {
    const term = {
      ...smallTerm,
      grants: [
        ...smallTerm.grants,
        { id: 'grant-topic', seat: 'seat-guest', topicId: 'topic-tides', may: ['read'] },
      ],
    }
    const hc = await startInstallation({ term })
    const topicId = await hc.idOf('topic', 'topic-tides')
    for (const [login, whyNot] of [
      ['observer', 'reads'],
      ['guest', 'guest'],
    ] as const) {
      const client = await hc.as(login)
      const page = await client.get(`/api/topics/${topicId}`)
      expect(page.body.may).toMatchObject({ post: false, close: false, moderate: false, whyNot })
      const refused = await client.post(`/api/topics/${topicId}/posts`, { markdown: 'x' })
      expect(refused.status).toBe(403)
    }
    const guest = await hc.as('guest')
    const page = await guest.get(`/api/topics/${topicId}`)
    expect(page.body.topic).toMatchObject({
      spaceName: 'Tides',
      categoryId: null,
      categoryName: null,
      anchors: [],
    })
    expect((await guest.get(`/api/spaces/${await hc.idOf('space', 'tides')}/topics`)).status).toBe(
      404,
    )
    const read = await guest.put(`/api/topics/${topicId}/read`, { ranges: [[1, 2]] })
    expect(read.body).toEqual({ readRanges: [[1, 2]], unreadCount: 0 })
  })

  test('what an author wrote leaves their kept draft', async () => {
    const { topicId, alpha } = await openTides()
    await alpha.put(`/api/post-drafts/topic:${topicId}`, {
      markdown: 'Half a thou',
      parentNumber: 2,
    })
    const kept = await alpha.get('/api/post-drafts')
    expect(kept.body.drafts).toMatchObject([
      { key: `topic:${topicId}`, markdown: 'Half a thou', parentNumber: 2 },
    ])
    await reply(alpha, topicId, 'Half a thought, whole')
    expect((await alpha.get('/api/post-drafts')).body.drafts).toEqual([])
  })
})
