import { onTestFinished, describe, expect, it } from 'vitest'
import { DRAFT_NAMESPACE } from '#shared/contracts/draft-channel.ts'
import { byPolling, pollingSocket } from '#tests/collab/support/polling.ts'
import { connectStockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'

const polling = '/socket.io/?EIO=4&transport=polling'

/** As our editor does where WebSockets are blocked; the door to everything else is the same. */
function join(hc: Installation, draftId: string, caller: Client | null) {
  const url = `${hc.url.replace('http', 'ws')}/collab`
  const client = connectStockClient(url, draftId, {
    headers: caller?.headers ?? {},
    wantsStored: true,
    carrier: byPolling(url),
  })
  onTestFinished(() => client.destroy())
  return client
}

/** Opens a connection by hand, up to the drafts' namespace; answers its address. */
async function opened(
  caller: Client,
  beforeJoining: (address: string) => Promise<void>,
): Promise<string> {
  const hello = await caller.get(polling)
  const { sid } = JSON.parse((hello.body as string).slice(1)) as { sid: string }
  const address = `${polling}&sid=${sid}`
  await beforeJoining(address)
  await send(caller, address, joining)
  await caller.get(address)
  return address
}

async function send(caller: Client, address: string, packet: string): Promise<number> {
  const answer = await fetch(`${caller.url}${address}`, {
    method: 'POST',
    headers: { ...caller.headers, 'content-type': 'text/plain' },
    body: packet,
  })
  return answer.status
}

const joining = `40${DRAFT_NAMESPACE},`
const opening = (draftId: string) =>
  `42${DRAFT_NAMESPACE},${JSON.stringify(['open', { channel: 1, draftId, schema: null, epoch: null }])}`

describe('C13: a draft by polling', () => {
  it('is read, written and stored by who may; closed with 4401, 4404 and 4403 to who may not, or no more', async () => {
    const hc = await startInstallation()
    const draftId = await hc.idOf('draft', 'doc-note')
    const beta = await hc.signedIn('fp.beta')
    const writer = join(hc, draftId, beta)
    await writer.synced()
    await until('its answer is acknowledged', () => writer.stored.includes(1))
    writer.write('Written by polling.')
    await until('the change is acknowledged', () => writer.stored.includes(2))
    const { body } = await beta.get(`/api/drafts/${draftId}/text?format=text`)
    expect(body.text).toContain('Written by polling.')
    const strangers = [join(hc, draftId, null), join(hc, draftId, await hc.as('fp.gamma'))]
    expect(await Promise.all(strangers.map((client) => client.closed()))).toEqual([
      { code: 4401, reason: 'noSession' },
      { code: 4404, reason: 'notFound' },
    ])
    const secretariat = await hc.signedIn('secretariat')
    await secretariat.delete(`/api/seats/${await hc.idOf('seat', 'seat-fp.beta')}`)
    expect((await writer.closed()).code).toBe(4403)
  })

  it('H18: ends with 4401 when the session ends, and the connection is cut; another session’s goes on', async () => {
    const hc = await startInstallation()
    const draftId = await hc.idOf('draft', 'doc-note')
    const beta = await hc.signedIn('fp.beta')
    const elsewhere = join(hc, draftId, await hc.signedIn('fp.beta'))
    const live = join(hc, draftId, beta)
    const idle = pollingSocket(hc.url, beta.headers).connect()
    onTestFinished(() => void idle.disconnect())
    await Promise.all([live.synced(), elsewhere.synced()])
    await until('the idle one is connected', () => idle.connected)
    await beta.post('/api/sign-out')
    // Between two polls it hears so when it comes back.
    await until('it hears so', () => live.closings.some(({ code }) => code === 4401))
    await until('the idle one is cut', () => !idle.connected)
    expect(elsewhere.closings).toEqual([])
  })
})

describe('H18: the connection’s number in another’s hands', () => {
  it('joins and opens nothing without its cookie, with another session’s, or from a foreign page', async () => {
    const hc = await startInstallation()
    const draftId = await hc.idOf('draft', 'doc-note')
    const beta = await hc.signedIn('fp.beta')
    const gamma = await hc.signedIn('fp.gamma')
    const { headers } = beta
    const address = await opened(beta, async (early) => {
      expect(await send(gamma, early, joining)).toBe(400)
    })
    const thieves = [
      hc.nobody,
      gamma,
      await hc.signedIn('fp.beta'),
      { ...beta, url: hc.url, headers: { ...headers, origin: 'https://elsewhere.example' } },
    ] as Client[]
    for (const thief of thieves) {
      expect(await send(thief, address, opening(draftId))).toBe(400)
    }
    // The owner's own number is good still, and nothing was opened on it under id 1.
    expect(await send(beta, address, opening(draftId))).toBe(200)
    expect((await beta.get(address)).body).toContain('["frames",[[1,0,0,')
  })
})
