import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mintInvitationLink } from '#server/features/invitations/index.ts'
import { ids } from '#tests/support/inviting-group.ts'
import {
  askIn,
  join,
  newcomer,
  officeWorld,
  open,
  send,
  worldBank,
  type Sent,
} from '#tests/support/inviting-acts.ts'

describe('an invitation by mail', () => {
  const smtp = 'smtp://127.0.0.1:4025'
  const bound = { ...worldBank, email: newcomer.email, name: 'Nora' }

  test('queues kind and ids, and its link is made as the letter leaves (H9)', async () => {
    const made = await officeWorld(smtp)
    const sent = await send(made.office, bound)
    expect(sent).toMatchObject({ outcome: 'mailed', link: null, mail: null })
    const queued = await made.arrange.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
    expect(queued).toMatchObject({
      kind: 'invitation',
      invitation_id: sent.id,
      address: newcomer.email,
      payload: '{}',
    })
    expect(await made.arrange.selectFrom('invitation_link').selectAll().execute()).toEqual([])

    const letter = { invitationId: sent.id as string, address: newcomer.email }
    const mailed = await mintInvitationLink(made.services, letter)
    const other = mintInvitationLink(made.services, { ...letter, address: 'old@worldbank.example' })
    await expect(other).rejects.toThrow('link_revoked')
    const joined = await join(await open(made, mailed))
    const person = await made.arrange
      .selectFrom('person')
      .select(['is_confirmed', 'email'])
      .where('id', '=', joined.body.personId)
      .executeTakeFirst()
    expect(person).toEqual({ is_confirmed: 1, email: newcomer.email })
    await expect(mintInvitationLink(made.services, letter)).rejects.toThrow('link_used')
  })

  test('a link shown on the screen proves no address, and the use of one voids the other (H9)', async () => {
    const made = await officeWorld(smtp)
    const sent = await send(made.office, bound)
    const mailed = await mintInvitationLink(made.services, {
      invitationId: sent.id ?? '',
      address: newcomer.email,
    })
    const first = await made.office.post<Sent>(`/api/invitations/${sent.id}/resend`, {
      isToShow: true,
    })
    const shown = await made.office.post<Sent>(`/api/invitations/${sent.id}/resend`, {
      isToShow: true,
    })
    expect(new Set([mailed, first.body.link, shown.body.link]).size).toBe(3)
    expect(shown.body.expiresAt).toBe(sent.expiresAt)
    expect((await join(await open(made, first.body.link))).body.code).toBe('link_revoked')

    const joined = await join(await open(made, shown.body.link))
    const person = await made.arrange
      .selectFrom('person')
      .select('is_confirmed')
      .where('id', '=', joined.body.personId)
      .executeTakeFirst()
    expect(person).toEqual({ is_confirmed: 0 })
    expect((await join(await open(made, mailed))).body.code).toBe('link_used')
  })

  test('no secret of a link stands in the database, shown or mailed, used or not (H9)', async () => {
    const made = await officeWorld(smtp)
    const shown = await send(made.office, { agencyId: ids.unhcr, isForAgency: true })
    const sent = await send(made.office, bound)
    const mailed = await mintInvitationLink(made.services, {
      invitationId: sent.id ?? '',
      address: newcomer.email,
    })
    await join(await open(made, mailed))
    const secrets = [shown.link, mailed].map((link) => link?.split('/').at(-1) ?? '')
    const bytes = [made.file, `${made.file}-wal`]
      .map((file) => readFileSync(file).toString('latin1'))
      .join()
    expect(secrets.map((secret) => [secret.length, bytes.includes(secret)])).toEqual([
      [52, false],
      [52, false],
    ])
  })

  test('a repeat with the same idempotency key changes nothing and shows no link again', async () => {
    const made = await officeWorld()
    const body = { recipients: [worldBank], role: 'reads' }
    const ask = () =>
      made.office.ask<{ invitations: Sent[] }>('POST', askIn, body, { 'idempotency-key': 'once' })
    const [first, second] = [await ask(), await ask()]
    expect(second.body.invitations).toEqual([
      { ...first.body.invitations[0], link: null, mail: null },
    ])
    expect((await join(await open(made, first.body.invitations[0]?.link ?? null))).status).toBe(200)
  })
})
