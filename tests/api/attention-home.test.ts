import { describe, expect, it } from 'vitest'
import { hour, minute } from '#shared/time.ts'
import { attentionWorld } from '#tests/support/attention-world.ts'

const titles = (rows: { title: string }[]) => rows.map((row) => row.title)

describe('home', () => {
  it('shows what waits, what is new and the drafts, each among what one may see', async () => {
    const world = await attentionWorld()
    const topicId = await world.idOf('topic', 'topic-tides')
    const alpha = await world.as('fp.alpha')
    await alpha.post(`/api/topics/${topicId}/posts`, { markdown: 'Which two?', parentNumber: 2 })
    await world.settled()
    const path = `/api/groups/${world.groupId}/home`
    const beta = (await (await world.signedIn('fp.beta')).get(path)).body
    expect(beta.waiting.map((row: { kind: string }) => row.kind)).toEqual(['reply'])
    expect(beta.news[0]).toMatchObject({
      title: 'Which harbours come first',
      spaceName: 'Tides',
      unreadCount: 2,
      agencies: ['ALPHA', 'BETA'],
      namesMe: false,
    })
    expect(titles(beta.drafts)).toContain('Note on tide tables')
    expect(
      beta.drafts.find((row: { title: string }) => row.title === 'Note on tide tables').mayWrite,
    ).toBe(true)
    expect(beta.chair.agency.acronym).toBe('ALPHA')
    expect(
      beta.agencies.map((row: { acronym: string; isOwn: boolean; isChair: boolean }) => [
        row.acronym,
        row.isOwn,
        row.isChair,
      ]),
    ).toEqual([
      ['ALPHA', false, true],
      ['BETA', true, false],
      ['GAMMA', false, false],
      ['DELTA', false, false],
    ])

    const gamma = (await (await world.signedIn('fp.gamma')).get(path)).body
    expect(titles(gamma.news)).not.toContain('Which harbours come first')
    expect(titles(gamma.drafts)).toEqual(['Minutes of the first meeting'])

    const guest = (await (await world.signedIn('guest')).get(path)).body
    expect([titles(guest.drafts), guest.news, guest.agencies]).toEqual([
      ['Note on tide tables'],
      [],
      [],
    ])
  })

  it('"new since my last visit" counts between visits, and half an hour away ends one', async () => {
    const world = await attentionWorld()
    const beta = await world.signedIn('fp.beta')
    const home = async () => (await beta.get(`/api/groups/${world.groupId}/home`)).body
    const visit = () => beta.post(`/api/groups/${world.groupId}/visit`)
    expect((await home()).lastVisitAt).toBeNull()
    expect((await visit()).status).toBe(204)
    const first = (await home()).now as number
    await world.pass(20 * minute)
    await visit()
    expect((await home()).lastVisitAt).toBeNull()
    await world.pass(2 * hour)
    const away = (await home()).lastVisitAt as number
    expect(Math.abs(away - (first + 20 * minute))).toBeLessThan(minute)
    await visit()
    expect((await home()).lastVisitAt).toBe(away)
  })

  it('a notification is read with its post, when it is marked, or with all', async () => {
    const world = await attentionWorld()
    const topicId = await world.idOf('topic', 'topic-tides')
    const alpha = await world.as('fp.alpha')
    for (const markdown of ['One.', 'Two.', 'Three.']) {
      await alpha.post(`/api/topics/${topicId}/posts`, { markdown, parentNumber: 2 })
    }
    const beta = await world.signedIn('fp.beta')
    const byToken = await world.as('fp.beta')
    await world.settled()
    const path = `/api/groups/${world.groupId}/notifications`
    const list = async () => (await beta.get(path)).body
    const of = async () =>
      (await list()).notifications
        .filter((row: { kind: string }) => row.kind === 'reply')
        .map((row: { postNumber: number; isRead: boolean }) => [row.postNumber, row.isRead])
    const { unread } = await list()
    await byToken.put(`/api/topics/${topicId}/read`, { ranges: [[3, 3]] })
    expect(await of()).toEqual([
      [5, false],
      [4, false],
      [3, true],
    ])
    const [newest] = (await list()).notifications.filter(
      (row: { kind: string }) => row.kind === 'reply',
    )
    expect((await beta.put(`${path}/read`, { ids: [newest.id] })).body).toEqual({
      unread: unread - 2,
    })
    expect((await beta.put(`${path}/read`, {})).body).toEqual({ unread: 0 })
  })
})

describe('the palette', () => {
  it('finds by the beginnings of words, case and accents aside, and only what one may see', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const alpha = await world.as('fp.alpha')
    await alpha.post(`/api/spaces/${spaceId}/topics`, {
      title: 'Élévations de la marée à Évora',
      markdown: 'Text.',
    })
    const find = async (login: string, q: string) => {
      const client = await world.signedIn(login)
      const { body } = await client.get(
        `/api/groups/${world.groupId}/find?q=${encodeURIComponent(q)}`,
      )
      return {
        spaces: body.spaces.map((row: { name: string }) => row.name),
        topics: titles(body.topics),
        drafts: titles(body.drafts),
        people: body.people.map((row: { name: string }) => row.name),
      }
    }
    const nothing = { spaces: [], topics: [], drafts: [], people: [] }
    expect(await find('fp.beta', 'ELEV maree')).toEqual({
      ...nothing,
      topics: ['Élévations de la marée à Évora'],
    })
    expect(await find('fp.beta', 'tide')).toEqual({
      ...nothing,
      spaces: ['Tides'],
      drafts: ['Note on tide tables'],
    })
    expect(await find('fp.gamma', 'ELEV maree')).toEqual(nothing)
    expect(await find('fp.gamma', 'tide')).toEqual(nothing)
    expect(await find('guest', 'tide')).toEqual({ ...nothing, drafts: ['Note on tide tables'] })
    expect((await find('fp.gamma', 'secretariat')).people).toHaveLength(1)
    expect(await find('guest', 'secretariat')).toEqual(nothing)
    expect(await find('fp.beta', '')).toEqual(nothing)
  })
})
