import { describe, expect, it } from 'vitest'
import { attention } from '#shared/contracts/attention.ts'
import { forum } from '#shared/contracts/forum.ts'
import { hour, minute } from '#shared/time.ts'
import { ask } from '#tests/support/ask.ts'
import { attentionWorld } from '#tests/support/attention-world.ts'

const titles = (rows: { title: string }[]) => rows.map((row) => row.title)
const names = (rows: { name: string }[]) => rows.map((row) => row.name)

describe('home', () => {
  it('shows what waits, what is new and the drafts, each among what one may see', async () => {
    const world = await attentionWorld()
    await world.answerBeta('Which two?')
    await world.settled()
    const beta = await world.home(await world.signedIn('fp.beta'))
    expect(beta.waiting.map((row) => [row.kind, row.excerpt])).toEqual([['reply', 'Which two?']])
    expect(beta.news[0]).toMatchObject({
      title: 'Which harbours come first',
      spaceName: 'Tides',
      unreadCount: 2,
      agencies: ['ALPHA', 'BETA'],
      namesMe: false,
    })
    expect(beta.drafts.find((row) => row.title === 'Note on tide tables')?.mayWrite).toBe(true)
    expect(beta.chair?.agency?.acronym).toBe('ALPHA')
    expect(beta.agencies.map((row) => [row.acronym, row.isOwn, row.isChair])).toEqual([
      ['ALPHA', false, true],
      ['BETA', true, false],
      ['GAMMA', false, false],
      ['DELTA', false, false],
    ])

    const gamma = await world.home(await world.signedIn('fp.gamma'))
    expect(titles(gamma.news)).not.toContain('Which harbours come first')
    expect(titles(gamma.drafts)).toEqual(['Minutes of the first meeting'])

    const guest = await world.home(await world.signedIn('guest'))
    expect([titles(guest.drafts), guest.news, guest.agencies]).toEqual([
      ['Note on tide tables'],
      [],
      [],
    ])
  })

  it('"new since my last visit" counts between visits, and half an hour away ends one', async () => {
    const world = await attentionWorld()
    const beta = await world.signedIn('fp.beta')
    const visit = () => ask(beta, attention.visit, { params: { groupId: world.groupId } })
    const lastVisit = async () => (await world.home(beta)).lastVisitAt
    expect(await lastVisit()).toBeNull()
    await visit()
    const first = (await world.home(beta)).now
    await world.pass(20 * minute)
    await visit()
    expect(await lastVisit()).toBeNull()
    await world.pass(2 * hour)
    const away = await lastVisit()
    expect(Math.abs((away ?? 0) - (first + 20 * minute))).toBeLessThan(minute)
    await visit()
    expect(await lastVisit()).toBe(away)
  })

  it('a notification is read with its post, when it is marked, or with all', async () => {
    const world = await attentionWorld()
    const topicId = await world.idOf('topic', 'topic-tides')
    for (const markdown of ['One.', 'Two.', 'Three.']) await world.answerBeta(markdown)
    const beta = await world.signedIn('fp.beta')
    await world.settled()
    const replies = async () =>
      (await world.notifications(beta)).notifications.filter((row) => row.kind === 'reply')
    const { unread } = await world.notifications(beta)
    const body = { ranges: [[3, 3] as [number, number]] }
    await ask(beta, forum.markRead, { params: { topicId }, body })
    expect((await replies()).map((row) => [row.postNumber, row.isRead])).toEqual([
      [5, false],
      [4, false],
      [3, true],
    ])
    const params = { groupId: world.groupId }
    const ids = (await replies()).slice(0, 1).map((row) => row.id)
    const marked = await ask(beta, attention.markNotificationsRead, { params, body: { ids } })
    expect(marked).toEqual({ unread: unread - 2 })
    const all = await ask(beta, attention.markNotificationsRead, { params, body: {} })
    expect(all).toEqual({ unread: 0 })
  })
})

describe('the palette', () => {
  it('finds by the beginnings of words, case and accents aside, and only what one may see', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const title = 'Élévations de la marée à Évora'
    const body = { title, markdown: 'Text.' }
    await ask(await world.as('fp.alpha'), forum.startTopic, { params: { spaceId }, body })
    const find = async (login: string, q: string) => {
      const params = { groupId: world.groupId }
      const found = await ask(await world.as(login), attention.find, { params, query: { q } })
      return [names(found.spaces), titles(found.topics), titles(found.drafts), names(found.people)]
    }
    const nothing = [[], [], [], []]
    expect(await find('fp.beta', 'ELEV maree')).toEqual([[], [title], [], []])
    expect(await find('fp.beta', 'tide')).toEqual([['Tides'], [], ['Note on tide tables'], []])
    expect(await find('fp.gamma', 'ELEV maree')).toEqual(nothing)
    expect(await find('fp.gamma', 'tide')).toEqual(nothing)
    expect(await find('guest', 'tide')).toEqual([[], [], ['Note on tide tables'], []])
    expect(await find('fp.gamma', 'secretariat')).toEqual([[], [], [], ['secretariat, alpha']])
    expect(await find('observer', 'secretariat')).toEqual([[], [], [], ['secretariat, alpha']])
    expect(await find('observer', 'gamma')).toEqual(nothing)
    expect(await find('guest', 'secretariat')).toEqual(nothing)
    expect(await find('fp.beta', '')).toEqual(nothing)
  })
})
