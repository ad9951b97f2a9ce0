import { describe, expect, test } from 'vitest'
import type { Client } from '#tests/support/installation.ts'
import { startInstallation } from '#tests/support/installation.ts'

async function openTides() {
  const hc = await startInstallation()
  const spaceId = await hc.idOf('space', 'tides')
  const topicId = await hc.idOf('topic', 'topic-tides')
  return {
    hc,
    spaceId,
    topicId,
    alpha: await hc.as('fp.alpha'),
    beta: await hc.as('fp.beta'),
    office: await hc.as('secretariat'),
  }
}

async function start(
  by: Client,
  spaceId: string,
  title: string,
  markdown = 'First post',
): Promise<string> {
  const answer = await by.post(`/api/spaces/${spaceId}/topics`, { title, markdown })
  expect(answer).toMatchObject({ status: 200 })
  return (answer.body as { id: string }).id
}

describe('topics', () => {
  test('the list puts pinned topics first, then the latest post, in pages without gap or double', async () => {
    const { spaceId, topicId, alpha, office } = await openTides()
    for (let n = 1; n <= 6; n++) await start(alpha, spaceId, `Topic ${n}`)
    await office.patch(`/api/topics/${topicId}`, { isPinned: true })
    const titles: string[] = []
    for (let before: string | null = ''; before !== null;) {
      const page = await alpha.get(
        `/api/spaces/${spaceId}/topics?limit=3${before && `&before=${before}`}`,
      )
      expect(page.body.total).toBe(7)
      titles.push(...page.body.topics.map((topic: { title: string }) => topic.title))
      before = page.body.more as string | null
    }
    expect(titles).toEqual([
      'Which harbours come first',
      'Topic 6',
      'Topic 5',
      'Topic 4',
      'Topic 3',
      'Topic 2',
      'Topic 1',
    ])
  })

  test('a row says who took part, what was said last and what is new to its reader', async () => {
    const { spaceId, topicId, alpha, beta } = await openTides()
    await alpha.put(`/api/spaces/${spaceId}/read`)
    await beta.post(`/api/topics/${topicId}/posts`, {
      markdown: 'And [@ALPHA](agency:none) one more',
    })
    const page = await alpha.get(`/api/spaces/${spaceId}/topics`)
    expect(page.body).toMatchObject({ total: 1, unread: 1 })
    expect(page.body.topics[0]).toMatchObject({
      excerpt: expect.stringContaining('one more'),
      postCount: 3,
      highestNumber: 3,
      unreadCount: 1,
      namesMe: false,
      agencies: ['ALPHA', 'BETA'],
      lastPostBy: { agency: { acronym: 'BETA' } },
    })
  })

  test('the counts follow what is posted and what is read, each reader’s own', async () => {
    const { spaceId, topicId, alpha, beta } = await openTides()
    const counts = async (by: Client) => {
      const page = await by.get(`/api/spaces/${spaceId}/topics`)
      const { total, unread } = page.body as { total: number; unread: number }
      return [total, unread]
    }
    await alpha.put(`/api/spaces/${spaceId}/read`)
    expect(await counts(alpha)).toEqual([1, 0])
    expect(await counts(alpha)).toEqual([1, 0])
    const id = await start(beta, spaceId, 'Another')
    expect([await counts(alpha), await counts(beta)]).toEqual([
      [2, 1],
      [2, 1],
    ])
    await alpha.put(`/api/topics/${id}/read`, { ranges: [[1, 1]] })
    expect([await counts(alpha), await counts(beta)]).toEqual([
      [2, 0],
      [2, 1],
    ])
    await beta.post(`/api/topics/${topicId}/posts`, { markdown: 'More' })
    expect(await counts(alpha)).toEqual([2, 1])
    await alpha.put(`/api/topics/${topicId}/read`, { ranges: [], unread: true })
    await alpha.put(`/api/topics/${id}/read`, { ranges: [], unread: true })
    expect(await counts(alpha)).toEqual([2, 2])
  })

  test('filters: unread, what names me, what is about a draft; each by its own rows', async () => {
    const { hc, spaceId, topicId, alpha, beta } = await openTides()
    const row = await hc.plenary.services.storage.db
      .selectFrom('agency')
      .select('id')
      .where('acronym', '=', 'ALPHA')
      .executeTakeFirstOrThrow()
    await alpha.put(`/api/spaces/${spaceId}/read`)
    const naming = await start(beta, spaceId, 'Naming', `Please [@ALPHA](agency:${row.id})`)
    const draftId = await hc.idOf('draft', 'doc-note')
    const words = {
      title: 'Words',
      markdown: 'See there',
      quote: 'once a year',
      prefix: '',
      suffix: '',
    }
    const discussed = await alpha.post(`/api/drafts/${draftId}/discuss`, words)
    const found = async (filter: string) =>
      (await alpha.get(`/api/spaces/${spaceId}/topics?filter=${filter}`)).body.topics.map(
        (topic: { id: string }) => topic.id,
      )
    expect(await found('unread')).toEqual([naming])
    expect(await found('namesMe')).toEqual([naming])
    expect(await found('aboutDraft')).toEqual([discussed.body.topicId ?? discussed.body.id])
    expect(await found('all')).toContain(topicId)
  })

  test('a category’s topics are its own, and one of another space is refused', async () => {
    const { hc, spaceId, topicId, alpha } = await openTides()
    const categoryId = await hc.idOf('category', 'cat-t')
    await start(alpha, spaceId, 'Without category')
    const inCategory = await alpha.get(`/api/spaces/${spaceId}/topics?categoryId=${categoryId}`)
    expect(inCategory.body.topics.map((topic: { id: string }) => topic.id)).toEqual([topicId])
    const foreign = { title: 'x', markdown: 'x', categoryId: await hc.idOf('category', 'cat-w') }
    const refused = await alpha.post(`/api/spaces/${spaceId}/topics`, foreign)
    expect(refused).toMatchObject({ status: 422, body: { fields: [{ path: 'categoryId' }] } })
  })

  test('its starter closes and reopens a topic; pinning, renaming and moving are the office’s', async () => {
    const { hc, spaceId, alpha, beta, office } = await openTides()
    const id = await start(alpha, spaceId, 'Mine')
    expect((await beta.patch(`/api/topics/${id}`, { state: 'closed' })).status).toBe(403)
    expect((await alpha.patch(`/api/topics/${id}`, { state: 'closed' })).status).toBe(204)
    const page = await beta.get(`/api/topics/${id}`)
    expect(page.body).toMatchObject({
      topic: { state: 'closed' },
      may: { post: false, whyNot: 'closed' },
    })
    expect(await beta.post(`/api/topics/${id}/posts`, { markdown: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'closed' },
    })
    expect((await alpha.patch(`/api/topics/${id}`, { state: 'open' })).status).toBe(204)
    for (const change of [
      { title: 'Other' },
      { isPinned: true },
      { categoryId: await hc.idOf('category', 'cat-t') },
    ]) {
      expect((await alpha.patch(`/api/topics/${id}`, change)).status).toBe(403)
      expect((await office.patch(`/api/topics/${id}`, change)).status).toBe(204)
    }
    const after = await alpha.get(`/api/topics/${id}`)
    expect(after.body.topic).toMatchObject({
      title: 'Other',
      isPinned: true,
      categoryName: 'Tables',
      state: 'open',
    })
  })

  test('both views answer with the window, its neighbours and the reader’s marks', async () => {
    const { topicId, alpha, beta } = await openTides()
    for (const parentNumber of [null, 1, 3]) {
      await beta.post(`/api/topics/${topicId}/posts`, { markdown: 'More', parentNumber })
    }
    const numbers = (page: { body: { posts: { number: number }[] } }) =>
      page.body.posts.map((post) => post.number)
    const byTime = await alpha.get(`/api/topics/${topicId}?from=2&limit=2`)
    expect(numbers(byTime)).toEqual([2, 3])
    expect(byTime.body).toMatchObject({
      previousFrom: 1,
      nextFrom: 4,
      firstUnread: 1,
      readRanges: [],
    })
    const byReply = await alpha.get(`/api/topics/${topicId}?view=reply&from=1&limit=4`)
    expect(numbers(byReply)).toEqual([1, 2, 4])
    expect(byReply.body).toMatchObject({ previousFrom: null, nextFrom: 3 })
  })
})
