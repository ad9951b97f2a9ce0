import { describe, expect, test } from 'vitest'
import { startInstallation } from '#tests/support/installation.ts'

describe('read marks', () => {
  test('ranges add up, what one wrote oneself counts as read, and unread is a subtraction', async () => {
    const hc = await startInstallation()
    const topicId = await hc.idOf('topic', 'topic-tides')
    const [alpha, beta] = [await hc.as('fp.alpha'), await hc.as('fp.beta')]
    for (let n = 0; n < 4; n++) await beta.post(`/api/topics/${topicId}/posts`, { markdown: 'x' })
    await alpha.post(`/api/topics/${topicId}/posts`, { markdown: 'mine' })
    const marked = await alpha.put(`/api/topics/${topicId}/read`, {
      ranges: [
        [1, 2],
        [4, 4],
        [6, 900],
      ],
    })
    expect(marked.body).toEqual({
      readRanges: [
        [1, 2],
        [4, 4],
        [6, 7],
      ],
      unreadCount: 2,
    })
    const page = await alpha.get(`/api/topics/${topicId}`)
    expect(page.body).toMatchObject({
      firstUnread: 3,
      lastVisitAt: expect.any(Number),
      topic: { unreadCount: 2 },
    })
    const forgotten = await alpha.put(`/api/topics/${topicId}/read`, { ranges: [], unread: true })
    expect(forgotten.body).toEqual({ readRanges: [], unreadCount: 7 })
  })

  test('H15: what one reads is in no log that others see', async () => {
    const hc = await startInstallation()
    const topicId = await hc.idOf('topic', 'topic-tides')
    const { db } = hc.plenary.services.storage
    // What the import brought is delivered meanwhile.
    const count = () =>
      db
        .selectFrom('event')
        .select((eb) => eb.fn.countAll().as('n'))
        .where('kind', '!=', 'notification.arrived')
        .executeTakeFirstOrThrow()
    const alpha = await hc.as('fp.alpha')
    const before = await count()
    await alpha.put(`/api/topics/${topicId}/read`, { ranges: [[1, 1]] })
    await alpha.put(`/api/post-drafts/topic:${topicId}`, { markdown: 'secret' })
    expect(await count()).toEqual(before)
  })
})

describe('mentions', () => {
  test('the picker offers who may read the space, by the beginning of a word, and nobody else', async () => {
    const hc = await startInstallation()
    const spaceId = await hc.idOf('space', 'tides')
    const beta = await hc.as('fp.beta')
    const all = await beta.get(`/api/spaces/${spaceId}/mentionable`)
    expect(all.body.agencies.map((agency: { acronym: string }) => agency.acronym)).toEqual([
      'ALPHA',
      'BETA',
    ])
    const names: string[] = all.body.people.map((person: { name: string }) => person.name)
    expect(names).not.toContain('focalPoint, gamma')
    expect(names).toContain('focalPoint, alpha')
    const typed = await beta.get(`/api/spaces/${spaceId}/mentionable?q=BUR`)
    expect(typed.body).toMatchObject({ people: [], agencies: [{ acronym: 'BETA' }] })
    const gamma = await hc.as('fp.gamma')
    expect((await gamma.get(`/api/spaces/${spaceId}/mentionable`)).status).toBe(404)
  })

  test('H15: naming an outsider stores no mention, and their name stays plain words', async () => {
    const hc = await startInstallation()
    const topicId = await hc.idOf('topic', 'topic-tides')
    const { db } = hc.plenary.services.storage
    const person = async (name: string) =>
      (
        await db
          .selectFrom('person')
          .select('id')
          .where('name', '=', name)
          .executeTakeFirstOrThrow()
      ).id
    const [insider, outsider] = [
      await person('focalPoint, alpha'),
      await person('focalPoint, gamma'),
    ]
    const beta = await hc.as('fp.beta')
    const markdown = `[@In](person:${insider}) and [@Out](person:${outsider})`
    const { body } = await beta.post(`/api/topics/${topicId}/posts`, { markdown })
    expect(body.post.html).toContain(`data-id="${insider}">@focalPoint, alpha</span> and @Out`)
    const stored = await db
      .selectFrom('post_mention')
      .select('person_id')
      .where('post_id', '=', body.post.id)
      .execute()
    expect(stored).toEqual([{ person_id: insider }])
  })

  test('a post of an older renderer is rendered anew, on reading and by the job, with its mentions', async () => {
    const hc = await startInstallation()
    const { services } = hc.plenary
    const topicId = await hc.idOf('topic', 'topic-tides')
    const beta = await hc.as('fp.beta')
    const { openConnection } = await import('#server/storage/sqlite/connection.ts')
    const { databaseFile } = await import('#server/backup/data-folder.ts')
    const { renderStalePosts } = await import('#server/features/forum/index.ts')
    const sqlite = openConnection(databaseFile(services.config.dataDir), 'writer')
    sqlite
      .prepare(`update post set html = 'old', render_version = 0 where topic_id = ?`)
      .run(topicId)
    const first = async () => (await beta.get(`/api/topics/${topicId}?from=1`)).body.posts[0].html
    expect(await first()).toBe('<p dir="auto">Please name your harbours.</p>\n')
    expect(await renderStalePosts(services)).toBe(2)
    expect(await renderStalePosts(services)).toBe(0)
    expect(sqlite.prepare('select count(*) as n from post where html = ?').get('old')).toEqual({
      n: 0,
    })
    sqlite.close()
  })
})
