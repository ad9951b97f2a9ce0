import { io, type Socket } from 'socket.io-client'
import { onTestFinished, describe, expect, it } from 'vitest'
import type { LiveEvent } from '#shared/contracts/attention.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'
import { until } from '#tests/collab/support/until.ts'

interface Listener {
  socket: Socket
  events: { cursor: string; event: LiveEvent }[]
}

async function listen(hc: Installation, caller: Client): Promise<Listener> {
  const socket = io(hc.url, {
    transports: ['websocket'],
    extraHeaders: caller.headers,
    forceNew: true,
  })
  onTestFinished(() => void socket.disconnect())
  const events: Listener['events'] = []
  socket.on('happened', (message: { cursor: string; event: LiveEvent }) => events.push(message))
  await until('the socket is open', () => socket.connected)
  return { socket, events }
}

/** The rooms are joined just after the handshake: until a first event comes, it asks again. */
async function heard(listener: Listener, act: () => Promise<unknown>, kind: string): Promise<void> {
  await expect
    .poll(
      async () => {
        if (listener.events.some(({ event }) => event.kind === kind)) return true
        await act()
        return false
      },
      { interval: 150, timeout: 5000 },
    )
    .toBe(true)
}

describe('live events', () => {
  it('reach who may read the space, with a place from which catch-up is empty', async () => {
    const hc = await startInstallation()
    const topicId = await hc.idOf('topic', 'topic-tides')
    const beta = await hc.signedIn('fp.beta')
    const listener = await listen(hc, beta)
    const secretariat = await hc.as('secretariat')
    await heard(
      listener,
      () => secretariat.post(`/api/topics/${topicId}/posts`, { markdown: 'News' }),
      'post.written',
    )
    const groupId = await hc.idOf('group', 'council')
    const last = listener.events.at(-1)
    const missed = await beta.get(`/api/groups/${groupId}/events?after=${last?.cursor}`)
    expect(missed.body).toMatchObject({ events: [], isReload: false, hasMore: false })
    expect(JSON.stringify(listener.events)).not.toContain('News')
  })

  it('H15: an outsider hears nothing, and their page has the same bytes with and without activity', async () => {
    const hc = await startInstallation()
    const topicId = await hc.idOf('topic', 'topic-tides')
    const groupId = await hc.idOf('group', 'council')
    const gamma = await hc.signedIn('fp.gamma')
    const beta = await listen(hc, await hc.signedIn('fp.beta'))
    const listener = await listen(hc, gamma)
    const page = async () => {
      const { body } = await gamma.get(`/api/groups/${groupId}/spaces`)
      const events = await gamma.get(`/api/groups/${groupId}/events?after=${body.cursor}`)
      return JSON.stringify([{ ...body, now: 0 }, events.body])
    }
    const before = await page()
    const secretariat = await hc.as('secretariat')
    await heard(
      beta,
      () => secretariat.post(`/api/topics/${topicId}/posts`, { markdown: 'Hidden' }),
      'post.written',
    )
    expect(await page()).toBe(before)
    expect(listener.events).toEqual([])
  })

  it('stop at once for who loses the space, who is told that it is gone', async () => {
    const hc = await startInstallation()
    const spaceId = await hc.idOf('space', 'tides')
    const topicId = await hc.idOf('topic', 'topic-tides')
    const listener = await listen(hc, await hc.signedIn('fp.beta'))
    const secretariat = await hc.as('secretariat')
    const post = () => secretariat.post(`/api/topics/${topicId}/posts`, { markdown: 'One more' })
    await heard(listener, post, 'post.written')
    const { access } = (await secretariat.get(`/api/spaces/${spaceId}/people`)).body
    const beta = access.find(
      (row: { agency: { acronym: string } | null }) => row.agency?.acronym === 'BETA',
    )
    await secretariat.delete(`/api/access/${beta.id}`)
    await until('it is gone', () =>
      listener.events.some(({ event }) => event.kind === 'space.gone'),
    )
    const count = listener.events.length
    const office = await listen(hc, await hc.signedIn('secretariat'))
    await heard(office, post, 'post.written')
    expect(listener.events).toHaveLength(count)
  })

  it('H13: a place of another incarnation means reload', async () => {
    const hc = await startInstallation()
    const groupId = await hc.idOf('group', 'council')
    const beta = await hc.as('fp.beta')
    const { body } = await beta.get(
      `/api/groups/${groupId}/events?after=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
    )
    expect(body).toMatchObject({ events: [], isReload: true })
  })
})

describe('the second door (H18)', () => {
  it('refuses who is not signed in, and a foreign Origin', async () => {
    const hc = await startInstallation()
    const beta = await hc.signedIn('fp.beta')
    const poll = (headers: Record<string, string>) =>
      hc.nobody.request('GET', '/socket.io/?EIO=4&transport=polling', undefined, headers)
    expect((await poll({})).status).toBe(403)
    expect((await poll({ ...beta.headers, origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await poll(beta.headers)).status).toBe(200)
  })

  it('gives nothing to a stolen sid without its cookie, or with another person’s', async () => {
    const hc = await startInstallation()
    const beta = await hc.signedIn('fp.beta')
    const gamma = await hc.signedIn('fp.gamma')
    const open = await beta.get('/socket.io/?EIO=4&transport=polling')
    const { sid } = JSON.parse((open.body as string).slice(1)) as { sid: string }
    const address = `/socket.io/?EIO=4&transport=polling&sid=${sid}`
    const hello = await beta.request('POST', address, undefined, { 'content-type': 'text/plain' })
    expect(hello.status).toBeLessThan(500)
    expect((await hc.nobody.get(address)).status).toBeGreaterThanOrEqual(400)
    expect((await gamma.get(address)).status).toBeGreaterThanOrEqual(400)
  })

  it('cuts an open socket when its session ends', async () => {
    const hc = await startInstallation()
    const beta = await hc.signedIn('fp.beta')
    const { socket } = await listen(hc, beta)
    await beta.post('/api/sign-out')
    await until('the socket is cut', () => !socket.connected)
    expect(socket.connected).toBe(false)
  })
})
