import { onTestFinished, describe, expect, it } from 'vitest'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'
import { type ClientOptions, connectStockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'

function join(
  hc: Installation,
  draftId: string,
  caller: Client | null,
  options: ClientOptions = {},
) {
  const url = `${hc.url.replace('http', 'ws')}/collab`
  const client = connectStockClient(url, draftId, { headers: caller?.headers ?? {}, ...options })
  onTestFinished(() => client.destroy())
  return client
}

async function note(hc: Installation): Promise<string> {
  return hc.idOf('draft', 'doc-note')
}

describe('a stock y-websocket client', () => {
  it('reads and writes a draft with a Bearer token, and what it wrote is in the stored text', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const beta = await hc.as('fp.beta')
    const writer = join(hc, draftId, beta, { wantsStored: true })
    await writer.synced()
    expect(writer.text()).toContain('The tables are revised once a year.')
    writer.write('Written by a stock client.')
    const sent = writer.stored.length
    await until('the change is acknowledged', () => writer.stored.length > sent)
    const { body } = await beta.get(`/api/drafts/${draftId}/text?format=text`)
    expect(body.text).toContain('Written by a stock client.')
  })

  it('is closed with 4401 without a session, and with 4404 as an outsider or for no draft', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const gamma = await hc.as('fp.gamma')
    const closings = await Promise.all([
      join(hc, draftId, null).closed(),
      join(hc, draftId, gamma).closed(),
      join(hc, '0000000000000000', gamma).closed(),
    ])
    expect(closings).toEqual([
      { code: 4401, reason: 'noSession' },
      { code: 4404, reason: 'notFound' },
      { code: 4404, reason: 'notFound' },
    ])
  })

  it('reads as an observer, whose writes are refused with the reason and stored nowhere', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const observer = join(hc, draftId, await hc.as('observer'))
    await observer.synced()
    expect(observer.text()).toContain('The tables are revised')
    observer.write('Not mine to write.')
    await until('it was told so', () => observer.denials.length > 0)
    expect(observer.denials[0]).toContain('reads')
    const { body } = await (await hc.as('fp.beta')).get(`/api/drafts/${draftId}/text?format=text`)
    expect(body.text).not.toContain('Not mine')
  })

  it('is closed with 4403 within a second of its seat being ended', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const beta = join(hc, draftId, await hc.signedIn('fp.beta'))
    await beta.synced()
    const secretariat = await hc.signedIn('secretariat')
    const seatId = await hc.idOf('seat', 'seat-fp.beta')
    const ended = performance.now()
    expect((await secretariat.delete(`/api/seats/${seatId}`)).status).toBe(204)
    const closing = await beta.closed()
    expect(closing.code).toBe(4403)
    expect(performance.now() - ended).toBeLessThan(1000)
  })

  it('is closed with 4401 when its session is ended elsewhere', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const person = await hc.signedIn('fp.beta')
    const elsewhere = await hc.signedIn('fp.beta')
    const live = join(hc, draftId, person)
    await live.synced()
    const { body } = await elsewhere.get('/api/account/sessions')
    const other = body.sessions.find(
      (session: { isCurrent: boolean; id: string; madeBy: string }) => !session.isCurrent,
    )
    await elsewhere.delete(`/api/account/sessions/${other.id}`)
    expect((await live.closed()).code).toBe(4401)
  })

  it('H17: is refused with a foreign Origin, and let in with none', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const beta = await hc.signedIn('fp.beta')
    const foreign = connectStockClient(`${hc.url.replace('http', 'ws')}/collab`, draftId, {
      headers: { ...beta.headers, origin: 'https://elsewhere.example' },
    })
    onTestFinished(() => foreign.destroy())
    expect((await foreign.closed()).code).toBeGreaterThanOrEqual(4400)
    const { cookie = '' } = beta.headers
    const own = connectStockClient(`${hc.url.replace('http', 'ws')}/collab`, draftId, {
      headers: { cookie },
    })
    onTestFinished(() => own.destroy())
    await own.synced()
    expect(own.text()).toContain('The tables')
  })
})

describe('a draft whose rights or state change while people are in it', () => {
  it('H8: no row follows a withdrawal; the writer is told that it is frozen', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const beta = await hc.as('fp.beta')
    const writer = join(hc, draftId, beta)
    await writer.synced()
    const secretariat = await hc.as('secretariat')
    await secretariat.post(`/api/drafts/${draftId}/withdraw`, { reason: 'Overtaken' })
    const before = (await beta.get(`/api/drafts/${draftId}/text?format=text`)).body.text
    await until('the room knows', () => writer.closings.length > 0 || writer.denials.length > 0)
    await writer.synced()
    writer.write('Too late.')
    await until('it was refused', () =>
      writer.denials.some((reason) => reason.includes('withdrawn')),
    )
    expect((await beta.get(`/api/drafts/${draftId}/text?format=text`)).body.text).toBe(before)
  })

  it('lets a person write as soon as they are named a drafter, without a new token', async () => {
    const hc = await startInstallation()
    const spaceId = await hc.idOf('space', 'tides')
    const secretariat = await hc.as('secretariat')
    const beta = await hc.as('fp.beta')
    const { id } = (
      await secretariat.post(`/api/spaces/${spaceId}/drafts`, { kind: 'minutes', title: 'Minutes' })
    ).body
    expect((await beta.get(`/api/drafts/${id}`)).body.may).toMatchObject({
      write: false,
      whyNot: 'notDrafter',
    })
    const live = join(hc, id, beta)
    await live.synced()
    const members = (
      await secretariat.get(`/api/groups/${await hc.idOf('group', 'council')}/members`)
    ).body
    const agency = members.agencies.find((one: { acronym: string }) => one.acronym === 'BETA')
    await secretariat.put(`/api/drafts/${id}/drafters`, { rule: 'chosen', agencyIds: [agency.id] })
    await until('it joined anew', () => live.closings.some(({ code }) => code === 1013))
    await live.synced()
    live.write('Beta was there.')
    const says = async () =>
      (await beta.get(`/api/drafts/${id}/text?format=text`)).body.text as string
    await expect.poll(says, { timeout: 5000 }).toContain('Beta was there.')
  })

  it('shows the guest the granted draft until the last day of the grant, and no other', async () => {
    const hc = await startInstallation()
    const draftId = await note(hc)
    const guest = join(hc, draftId, await hc.as('guest'))
    await guest.synced()
    expect(guest.text()).toContain('The tables')
    const issued = await hc.idOf('draft', 'doc-issued')
    expect((await join(hc, issued, await hc.as('guest')).closed()).code).toBe(4404)
  })
})
