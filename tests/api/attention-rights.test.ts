import { describe, expect, it } from 'vitest'
import { attention } from '#shared/contracts/attention.ts'
import { forum } from '#shared/contracts/forum.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { spaces } from '#shared/contracts/spaces.ts'
import { ask } from '#tests/support/ask.ts'
import { attentionWorld } from '#tests/support/attention-world.ts'
import type { Client } from '#tests/support/installation.ts'

describe('rights are those of the moment of reading', () => {
  it('who lost access to a space sees none of what reached them from it, and counts none', async () => {
    const world = await attentionWorld()
    const beta = await world.signedIn('fp.beta')
    await world.settled()
    const params = { groupId: world.groupId }
    await ask(beta, attention.markNotificationsRead, { params, body: {} })
    await world.answerBeta('The northern ones.')
    await world.settled()
    const kinds = async () =>
      (await world.notifications(beta)).notifications
        .map((row) => row.kind)
        .filter((kind) => kind !== 'administrator')
    expect([await kinds(), (await world.notifications(beta)).unread]).toEqual([['reply'], 1])

    const spaceId = await world.idOf('space', 'tides')
    const secretariat = await world.as('secretariat')
    const { access } = await ask(secretariat, spaces.people, { params: { spaceId } })
    const accessId = access.find((row) => row.agency?.acronym === 'BETA')?.id ?? ''
    await ask(secretariat, spaces.withdrawAccess, { params: { accessId } })
    expect(await kinds()).toEqual([])
    expect((await world.notifications(beta)).unread).toBe(0)
    expect((await world.home(beta)).waiting).toEqual([])
  })

  it('H15 a withdrawn text is in no list, no catch-up, no activity and no row of mail', async () => {
    const world = await attentionWorld()
    const beta = await world.signedIn('fp.beta')
    await world.settled()
    const { cursor } = await world.notifications(beta)
    const post = await world.answerBeta('unspeakable-words')
    await world.settled()
    const groupId = world.groupId
    const spaceId = await world.idOf('space', 'tides')
    const read = async () =>
      JSON.stringify([
        await world.home(beta),
        await world.notifications(beta),
        await ask(beta, attention.events, { params: { groupId }, query: { after: cursor } }),
        await ask(beta, attention.activity, { params: { spaceId } }),
      ])
    expect(await read()).toContain('unspeakable-words')
    const alpha = await world.as('fp.alpha')
    await ask(alpha, forum.withdrawPost, { params: { postId: post.id }, body: {} })
    const after = await read()
    expect(after).not.toContain('unspeakable-words')
    expect(after).toContain('post.withdrawn')
    const stored = [
      await world.arrange.selectFrom('mail').selectAll().execute(),
      await world.arrange.selectFrom('job').selectAll().execute(),
      await world.arrange.selectFrom('event').selectAll().execute(),
    ]
    expect(JSON.stringify(stored)).not.toContain('unspeakable-words')
  })

  it('H15, H16 an outsider’s answers are the same bytes with and without activity in a hidden space', async () => {
    const world = await attentionWorld()
    const gamma = await world.signedIn('fp.gamma')
    await world.settled()
    const params = { groupId: world.groupId }
    const look = async () =>
      JSON.stringify([
        { ...(await world.home(gamma)), now: 0 },
        { ...(await world.notifications(gamma)), now: 0 },
        await ask(gamma, attention.find, { params, query: { q: 'harbours' } }),
      ])
    const quiet = await look()
    await world.answerBeta('Words among those inside.')
    await world.settled()
    expect(await look()).toBe(quiet)
  })

  it('activity of a space that is not one’s own answers like that of one which is not there', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    for (const login of ['fp.gamma', 'guest']) {
      const client = await world.signedIn(login)
      const hidden = await client.get(`/api/spaces/${spaceId}/activity`)
      const unknown = await client.get('/api/spaces/0000000000000000/activity')
      expect([hidden.status, hidden.body]).toEqual([404, unknown.body])
    }
  })

  it('activity tells pending invitations to the office and not to the space', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const recipient = { agencyId: await world.idOf('agency', 'gamma'), isForAgency: true }
    const office = await world.as('secretariat')
    const body = { recipients: [recipient], role: 'posts' as const }
    await ask(office, invitations.send, { params: { spaceId }, body })
    const kindsFor = async (client: Client) => {
      const { entries } = await ask(client, attention.activity, { params: { spaceId } })
      return entries.map((entry) => entry.kind)
    }
    expect(await kindsFor(office)).toContain('invitation.sent')
    expect(await kindsFor(await world.as('fp.beta'))).not.toContain('invitation.sent')
  })

  it('activity comes in pages, newest first, none of it twice', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    for (let number = 0; number < 45; number++) await world.answerBeta(`Answer ${number}.`)
    const beta = await world.as('fp.beta')
    const first = await ask(beta, attention.activity, { params: { spaceId } })
    const query = { before: first.more ?? '' }
    const second = await ask(beta, attention.activity, { params: { spaceId }, query })
    const all = [...first.entries, ...second.entries]
    const written = all.filter((entry) => entry.kind === 'post.written' && !entry.isImported)
    expect([first.entries.length, written.length, second.more]).toEqual([40, 45, null])
    const times = all.map((entry) => entry.at)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })
})
