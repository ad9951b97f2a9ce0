import { describe, expect, it } from 'vitest'
import type { Notification } from '#shared/contracts/attention.ts'
import { forum } from '#shared/contracts/forum.ts'
import { invitations } from '#shared/contracts/invitations.ts'
import { ask } from '#tests/support/ask.ts'
import { type AttentionWorld, attentionWorld } from '#tests/support/attention-world.ts'

const told = ({ kind, title, excerpt }: Notification) => [kind, title, excerpt]

/** What reached a person, without what signing in by the tool's link tells. */
async function reached(world: AttentionWorld, login: string) {
  const client = await world.signedIn(login)
  await world.settled()
  const { notifications } = await world.notifications(client)
  return notifications.filter((row) => row.kind !== 'administrator').map(told)
}

describe('what reaches whom', () => {
  it('tells the one answered, the one named and the persons of a named agency, each once and by the strongest reason', async () => {
    const world = await attentionWorld()
    const agency = await world.idOf('agency', 'beta')
    const principal = await world.personId('principal.beta')
    await world.answerBeta(`[@BETA](agency:${agency}) and [@P](person:${principal}), see here.`)
    const about = ['Which harbours come first', expect.stringContaining('see here.') as unknown]
    expect(await reached(world, 'fp.beta')).toEqual([['reply', ...about]])
    expect(await reached(world, 'principal.beta')).toEqual([['mention', ...about]])
    expect(await reached(world, 'fp.alpha')).toEqual([])
    expect(await reached(world, 'fp.gamma')).toEqual([])
  })

  it('tells a new topic to those to whom the space belongs, and not to who is merely in the group', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const body = { title: 'Moorings', markdown: 'A **list** is due.' }
    await ask(await world.as('fp.beta'), forum.startTopic, { params: { spaceId }, body })
    for (const login of ['fp.alpha', 'principal.beta', 'secretariat']) {
      expect(await reached(world, login)).toEqual([['topic', 'Moorings', 'A list is due.']])
    }
    for (const login of ['fp.beta', 'fp.gamma', 'guest']) {
      expect(await reached(world, login)).toEqual([])
    }
  })

  it('the chair’s office reads every space, and is not told of each topic in those that are none of its own', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const agencyId = await world.idOf('agency', 'alpha')
    await world.arrange
      .updateTable('space_access')
      .set({ ended_at: 1 })
      .where('space_id', '=', spaceId)
      .where('agency_id', '=', agencyId)
      .execute()
    const body = { title: 'Moorings', markdown: 'A list.' }
    await ask(await world.as('fp.beta'), forum.startTopic, { params: { spaceId }, body })
    expect(await reached(world, 'principal.alpha')).toEqual([])
    expect(await reached(world, 'secretariat')).toEqual([['topic', 'Moorings', 'A list.']])
  })

  it('names no one who may not read: a mention of an outsider reaches nobody', async () => {
    const world = await attentionWorld()
    const outsider = await world.personId('fp.gamma')
    await world.answerBeta(`[@Gamma](person:${outsider}) look`)
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
    const rows = await world.arrange.selectFrom('notification').select('kind').distinct().execute()
    // That this test made a token to call with is told; nothing of the file is.
    expect(rows).toEqual([{ kind: 'administrator' }])
  })

  it('a proposal reaches the chair’s office, and its answer the one who proposed', async () => {
    const world = await attentionWorld()
    const spaceId = await world.idOf('space', 'tides')
    const recipient = { agencyId: await world.idOf('agency', 'gamma'), isForAgency: true }
    const proposed = await ask(await world.as('fp.beta'), invitations.send, {
      params: { spaceId },
      body: { recipients: [recipient], role: 'posts' },
    })
    const invitationId = proposed.invitations[0]?.id ?? ''
    expect(await reached(world, 'secretariat')).toEqual([['proposal', 'Gamma Group', '']])
    const office = await world.signedIn('secretariat')
    expect((await world.home(office)).proposals.map((row) => row.invitationId)).toEqual([
      invitationId,
    ])
    await ask(office, invitations.decide, { params: { invitationId }, body: { accept: false } })
    expect(await reached(world, 'fp.beta')).toEqual([['invitationAnswered', 'Gamma Group', '']])
    const home = await world.home(office)
    expect([home.proposals, home.waiting]).toEqual([[], []])
  })

  it('H24 a sign-in link made on the machine is told to the person and to the chair’s office, once each', async () => {
    const world = await attentionWorld()
    const gamma = await world.signedIn('fp.gamma')
    const office = await world.signedIn('secretariat')
    await world.settled()
    const own = (await world.notifications(gamma)).notifications
    expect(own.map((row) => [row.kind, row.event])).toEqual([['administrator', 'signInLink.made']])
    const seen = (await world.notifications(office)).notifications
    expect(seen.filter((row) => row.title === own[0]?.title).map((row) => row.event)).toEqual([
      'signInLink.made',
    ])
  })
})
