import { describe, expect, test } from 'vitest'
import { day } from '#shared/time.ts'
import type { BrowserLike } from '#tests/support/browser-like.ts'
import { ids } from '#tests/support/inviting-group.ts'
import type { InvitingWorld } from '#tests/support/inviting-world.ts'
import {
  askIn,
  join,
  officeWorld,
  open,
  send,
  worldBank,
  type Opened,
  type Row,
  type Sent,
} from '#tests/support/inviting-acts.ts'

async function stateOf(office: BrowserLike, id: string | null): Promise<string | undefined> {
  const { body } = await office.get<{ invitations: Row[] }>(askIn)
  return body.invitations.find((row) => row.id === id)?.state
}

async function kinds(made: InvitingWorld): Promise<string[]> {
  const rows = await made.arrange
    .selectFrom('event')
    .select(['kind', 'audience'])
    .orderBy('seq')
    .execute()
  return rows.map((row) => `${row.kind} → ${row.audience}`)
}

describe('inviting an agency', () => {
  test('leads from link to space: the page says where, joining signs in, the log tells whom it may', async () => {
    const made = await officeWorld()
    const sent = await send(made.office, worldBank, { message: 'Welcome', restsOn: 'Decision 3' })
    expect(sent).toMatchObject({ outcome: 'linkToCopy', agency: { id: ids.worldBank } })
    expect(sent.mail?.subject).toBe('Migration Group: The World Bank is invited to “Governance”')
    expect(sent.mail?.body).toContain(`${sent.link}\n`)

    const browser = await open(made, sent.link)
    const opened = await browser.get<Opened>('/api/invitation')
    expect(opened.body).toMatchObject({
      groupName: 'Migration Group',
      spaceName: 'Governance',
      agency: { id: ids.worldBank },
      isForAgency: true,
      role: 'takesPart',
      seatRole: null,
      seatChoices: ['focalPoint', 'alternate'],
      message: 'Welcome',
      restsOn: { text: 'Decision 3', ref: null },
      email: null,
      signedInAs: null,
    })
    const joined = await join(browser)
    expect(joined.body).toEqual({
      spaceId: ids.space,
      personId: expect.any(String) as string,
      offerPassword: true,
    })

    expect((await browser.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    expect(await stateOf(made.office, sent.id)).toBe('accepted')
    const person = `person:${joined.body.personId}`
    expect((await kinds(made)).filter((kind) => !kind.startsWith('signIn'))).toEqual([
      `invitation.sent → office:${ids.group}`,
      `seat.filled → group:${ids.group}`,
      `access.granted → space:${ids.space}`,
      `space.appeared → person:${ids.worldBankFocal}`,
      `space.appeared → ${person}`,
      `access.granted → space:${ids.space}`,
      `space.appeared → ${person}`,
      `person.joined → group:${ids.group}`,
      `invitation.accepted → office:${ids.group}`,
    ])
  })

  test('admits its present seats too, and displaces nobody', async () => {
    const made = await officeWorld()
    const { link } = await send(made.office, worldBank)
    await join(await open(made, link))
    const colleague = await made.signedIn(ids.worldBankFocal)
    expect((await colleague.get(`/api/spaces/${ids.space}`)).status).toBe(200)
    const seats = await made.arrange
      .selectFrom('seat')
      .select(['role', 'ended_at'])
      .where('agency_id', '=', ids.worldBank)
      .execute()
    expect(seats).toEqual([
      { role: 'focalPoint', ended_at: null },
      { role: 'focalPoint', ended_at: null },
    ])
  })

  test('that stands as pending in an imported file is sent again, as the same invitation', async () => {
    const made = await officeWorld()
    const imported = {
      id: 'invitation0wb',
      group_id: ids.group,
      space_id: ids.space,
      agency_id: ids.worldBank,
    }
    const facts = {
      is_for_agency: 1 as const,
      role: 'takesPart',
      message: '',
      state: 'created',
      created_at: 1,
    }
    await made.arrange
      .insertInto('invitation')
      .values({ ...imported, ...facts })
      .execute()
    const resent = await made.office.post<Sent>('/api/invitations/invitation0wb/resend')
    expect(resent.body).toMatchObject({ id: 'invitation0wb', outcome: 'linkToCopy' })
    expect(await stateOf(made.office, 'invitation0wb')).toBe('sent')

    const again = await send(made.office, worldBank)
    expect(again.id).toBe('invitation0wb')
    const joined = await join(await open(made, again.link))
    expect(joined.status).toBe(200)
    expect((await join(await open(made, resent.body.link))).body.code).toBe('link_used')
  })

  test('ends by expiry, revocation, refusal or use, each with its own answer', async () => {
    const made = await officeWorld()
    const declined = await send(made.office, worldBank)
    const stranger = await open(made, declined.link)
    expect((await stranger.post('/api/invitation/decline')).status).toBe(204)
    expect((await join(await open(made, declined.link))).body.code).toBe('link_used')
    expect(await stateOf(made.office, declined.id)).toBe('declined')

    const revoked = await send(made.office, worldBank)
    expect((await made.office.post(`/api/invitations/${revoked.id}/revoke`)).status).toBe(204)
    expect((await join(await open(made, revoked.link))).body.code).toBe('link_revoked')
    expect((await made.office.post(`/api/invitations/${revoked.id}/resend`)).body).toMatchObject({
      code: 'conflict',
    })

    const expired = await send(made.office, worldBank)
    await made.pass(30 * day)
    const late = await open(made, expired.link)
    expect((await late.get('/api/invitation')).body).toMatchObject({ code: 'link_expired' })
    expect((await join(late)).body.code).toBe('link_expired')
    expect(await stateOf(made.office, expired.id)).toBe('expired')

    const resent = await made.office.post<Sent>(`/api/invitations/${expired.id}/resend`)
    expect((await join(late)).body.code).toBe('link_revoked')
    expect((await join(await open(made, resent.body.link))).status).toBe(200)
    expect((await join(await open(made, resent.body.link))).body.code).toBe('link_used')
    expect((await join(await open(made, resent.body.link?.slice(0, -1) + '!'))).body.code).toBe(
      'link_unknown',
    )
    expect((await join(made.browser())).body.code).toBe('link_unknown')
  })

  test('answers for one that is here, sends nothing twice, and refuses what it cannot give', async () => {
    const made = await officeWorld()
    expect(await send(made.office, { agencyId: ids.ilo, isForAgency: true })).toEqual({
      id: null,
      agency: expect.objectContaining({ id: ids.ilo }) as object,
      email: null,
      outcome: 'alreadyHere',
      link: null,
      mail: null,
      expiresAt: null,
    })
    const twice = await made.office.post<{ invitations: Sent[] }>(askIn, {
      recipients: [worldBank, worldBank],
      role: 'reads',
    })
    expect(twice.body.invitations).toHaveLength(1)
    const foreign = {
      recipients: [worldBank, { agencyId: 'agency0none', isForAgency: true }],
      role: 'reads',
    }
    expect((await made.office.post(askIn, foreign)).body).toMatchObject({
      code: 'invalid',
      fields: [{ path: 'recipients.1.agencyId', message: 'not an agency of this group' }],
    })
    const guest = { recipients: [worldBank], role: 'reads', seatRole: 'guest' }
    expect((await made.office.post(askIn, guest)).body).toMatchObject({ code: 'invalid' })
  })
})
