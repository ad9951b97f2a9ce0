import { describe, expect, it } from 'vitest'
import type { Notification } from '#shared/contracts/attention.ts'
import { type AttentionWorld, attentionWorld } from '#tests/support/attention-world.ts'

const told = (row: Notification) => [row.kind, row.title, row.excerpt, row.actor?.name, row.isRead]

async function listOf(world: AttentionWorld, login: string) {
  const client = await world.signedIn(login)
  const { body } = await client.get(`/api/groups/${world.groupId}/notifications`)
  return body as { notifications: Notification[]; unread: number }
}

/** Without what signing in by the tool's link tells. */
async function aboutForum(world: AttentionWorld, login: string) {
  await world.settled()
  const { notifications } = await listOf(world, login)
  return notifications.filter((row) => row.kind !== 'administrator').map(told)
}

describe('what reaches whom', () => {
  it('tells the one answered, the one named and the persons of a named agency, each once and by the strongest reason', async () => {
    const world = await attentionWorld()
    const topicId = await world.idOf('topic', 'topic-tides')
    const alpha = await world.as('fp.alpha')
    const agency = await world.idOf('agency', 'beta')
    const principal = await world.personId('principal.beta')
    await alpha.post(`/api/topics/${topicId}/posts`, {
      markdown: `[@BETA](agency:${agency}) and [@Principal](person:${principal}), see here.`,
      parentNumber: 2,
    })
    const title = 'Which harbours come first'
    const [byAnswer] = await aboutForum(world, 'fp.beta')
    const [byName] = await aboutForum(world, 'principal.beta')
    expect([byAnswer?.slice(0, 2), byName?.slice(0, 2)]).toEqual([
      ['reply', title],
      ['mention', title],
    ])
    expect(await aboutForum(world, 'fp.alpha')).toEqual([])
    expect(await aboutForum(world, 'fp.gamma')).toEqual([])
  })

  it('tells a new topic to those to whom the space belongs, and not to the chair’s office for its reading of all', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const beta = await world.as('fp.beta')
    await beta.post(`/api/spaces/${spaceId}/topics`, {
      title: 'Moorings',
      markdown: 'A **list** is due.',
    })
    for (const login of ['fp.alpha', 'principal.beta', 'secretariat']) {
      const [first] = await aboutForum(world, login)
      expect(first?.slice(0, 3)).toEqual(['topic', 'Moorings', 'A list is due.'])
    }
    for (const login of ['fp.beta', 'fp.gamma', 'guest']) {
      expect(await aboutForum(world, login)).toEqual([])
    }
  })

  it('names no one who may not read: a mention of an outsider reaches nobody', async () => {
    const world = await attentionWorld()
    const topicId = await world.idOf('topic', 'topic-tides')
    const beta = await world.as('fp.beta')
    const outsider = await world.personId('fp.gamma')
    await beta.post(`/api/topics/${topicId}/posts`, {
      markdown: `[@Gamma](person:${outsider}) look`,
    })
    await world.settled()
    const rows = await world.arrange
      .selectFrom('notification')
      .select('id')
      .where('person_id', '=', outsider)
      .execute()
    expect(rows).toEqual([])
  })

  it('an imported term reaches nobody', async () => {
    const world = await attentionWorld()
    await world.settled()
    const rows = await world.arrange.selectFrom('notification').selectAll().execute()
    expect(rows).toEqual([])
  })

  it('a proposal reaches the chair’s office, and its answer the one who proposed', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const beta = await world.as('fp.beta')
    const proposed = await beta.post(`/api/spaces/${spaceId}/invitations`, {
      recipients: [{ agencyId: await world.idOf('agency', 'gamma'), isForAgency: true }],
      role: 'posts',
    })
    const [sent] = proposed.body.invitations
    const [forOffice] = await aboutForum(world, 'secretariat')
    expect(forOffice?.slice(0, 2)).toEqual(['proposal', 'Gamma Group'])
    const home = await (
      await world.signedIn('secretariat')
    ).get(`/api/groups/${world.groupId}/home`)
    expect(home.body.proposals.map((row: { invitationId: string }) => row.invitationId)).toEqual([
      sent.id,
    ])
    const secretariat = await world.as('secretariat')
    await secretariat.post(`/api/invitations/${sent.id}/decision`, { accept: false })
    const [forProposer] = await aboutForum(world, 'fp.beta')
    expect(forProposer?.slice(0, 2)).toEqual(['invitationAnswered', 'Gamma Group'])
  })

  it('H24 a sign-in link made on the machine is told to the person and to the chair’s office, once each', async () => {
    const world = await attentionWorld()
    const guest = await world.signedIn('fp.gamma')
    await world.settled()
    const own = await guest.get(`/api/groups/${world.groupId}/notifications`)
    expect(own.body.notifications.map((row: Notification) => [row.kind, row.event])).toEqual([
      ['administrator', 'signInLink.made'],
    ])
    const office = await listOf(world, 'secretariat')
    const aboutGamma = office.notifications.filter(
      (row) => row.title === own.body.notifications[0].title,
    )
    expect(aboutGamma.map((row) => row.event)).toEqual(['signInLink.made'])
  })
})
