import { describe, expect, it } from 'vitest'
import type { Notification } from '#shared/contracts/attention.ts'
import { type AttentionWorld, attentionWorld } from '#tests/support/attention-world.ts'

async function reply(world: AttentionWorld, markdown: string) {
  const topicId = await world.idOf('topic', 'topic-tides')
  const alpha = await world.as('fp.alpha')
  const answer = await alpha.post(`/api/topics/${topicId}/posts`, { markdown, parentNumber: 2 })
  await world.settled()
  return answer.body.post as { id: string }
}

const ofForum = (body: { notifications: Notification[] }) =>
  body.notifications.filter((row) => row.kind !== 'administrator')

describe('rights are those of the moment of reading', () => {
  it('who lost access to a space sees none of what reached them from it, and counts none', async () => {
    const world = await attentionWorld()
    await reply(world, 'The northern ones.')
    const beta = await world.signedIn('fp.beta')
    const path = `/api/groups/${world.groupId}/notifications`
    expect(ofForum((await beta.get(path)).body)).toHaveLength(1)
    await beta.put(`${path}/read`, {})
    await reply(world, 'And the southern ones.')
    expect((await beta.get(path)).body.unread).toBe(1)

    const spaceId = await world.idOf('space', 'tides')
    const secretariat = await world.as('secretariat')
    const people = await secretariat.get(`/api/spaces/${spaceId}/people`)
    const ofBeta = people.body.access.find(
      (row: { agency: { acronym: string } | null }) => row.agency?.acronym === 'BETA',
    )
    await secretariat.delete(`/api/access/${ofBeta.id}`)
    const rows = await world.arrange
      .selectFrom('space_access')
      .select('ended_at')
      .where('id', '=', ofBeta.id)
      .executeTakeFirstOrThrow()
    expect(rows.ended_at).not.toBeNull()
    await expect
      .poll(async () => ofForum((await beta.get(path)).body), { timeout: 5000 })
      .toEqual([])
    expect((await beta.get(path)).body.unread).toBe(0)
    expect((await beta.get(`/api/groups/${world.groupId}/home`)).body.waiting).toEqual([])
  })

  it('H15 a withdrawn text is in no list, no catch-up, no activity and no mail', async () => {
    const world = await attentionWorld()
    const beta = await world.signedIn('fp.beta')
    const before = await beta.get(`/api/groups/${world.groupId}/notifications`)
    const post = await reply(world, 'unspeakable-words')
    const alpha = await world.as('fp.alpha')
    const spaceId = await world.idOf('space', 'tides')
    const read = async () =>
      JSON.stringify([
        (await beta.get(`/api/groups/${world.groupId}/home`)).body,
        (await beta.get(`/api/groups/${world.groupId}/notifications`)).body,
        (await beta.get(`/api/groups/${world.groupId}/events?after=${before.body.cursor}`)).body,
        (await beta.get(`/api/spaces/${spaceId}/activity`)).body,
      ])
    expect(await read()).toContain('unspeakable-words')
    await alpha.post(`/api/posts/${post.id}/withdraw`, {})
    const after = await read()
    expect(after).not.toContain('unspeakable-words')
    expect(after).toContain('post.withdrawn')
    const stored = await world.arrange.selectFrom(['mail', 'job']).selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain('unspeakable-words')
  })

  it('H15, H16 an outsider’s answers are the same bytes with and without activity in a hidden space', async () => {
    const world = await attentionWorld()
    const gamma = await world.signedIn('fp.gamma')
    await world.settled()
    const look = async () => {
      const answers = await Promise.all(
        ['home', 'notifications', 'find?q=harbours'].map((path) =>
          gamma.get(`/api/groups/${world.groupId}/${path}`),
        ),
      )
      return answers.map(({ body }) => JSON.stringify({ ...body, now: 0 }))
    }
    const quiet = await look()
    await reply(world, 'Words among those inside.')
    expect(await look()).toEqual(quiet)
  })

  it('an activity page of a space that is not one’s own answers like one that is not there', async () => {
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
    const secretariat = await world.as('secretariat')
    await secretariat.post(`/api/spaces/${spaceId}/invitations`, {
      recipients: [{ agencyId: await world.idOf('agency', 'gamma'), isForAgency: true }],
      role: 'posts',
    })
    const kindsFor = async (login: string) => {
      const { body } = await (await world.signedIn(login)).get(`/api/spaces/${spaceId}/activity`)
      return body.entries.map((entry: { kind: string }) => entry.kind)
    }
    expect(await kindsFor('secretariat')).toContain('invitation.sent')
    expect(await kindsFor('fp.beta')).not.toContain('invitation.sent')
  })
})
