import { describe, expect, it } from 'vitest'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'

async function space(hc: Installation): Promise<string> {
  return `/api/spaces/${await hc.idOf('space', 'tides')}`
}

async function textOf(client: Client, draftId: string, format = 'text'): Promise<string> {
  return (await client.get(`/api/drafts/${draftId}/text?format=${format}`)).body.text
}

describe('creating a draft', () => {
  it('begins with the template of its kind, in its language', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const made = await beta.post(`${await space(hc)}/drafts`, {
      kind: 'letter',
      title: 'A letter',
      language: 'fr',
    })
    expect(made.status).toBe(200)
    const shown = (await beta.get(`/api/drafts/${made.body.id}`)).body
    expect(shown.draft).toMatchObject({
      kind: 'letter',
      title: 'A letter',
      state: 'draft',
      hasText: true,
    })
    expect(shown.may).toMatchObject({
      write: true,
      rename: true,
      nameDrafters: true,
      withdraw: true,
    })
    expect((await textOf(beta, made.body.id)).length).toBeGreaterThan(10)
  })

  it('begins empty where that is wished', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const { id } = (
      await beta.post(`${await space(hc)}/drafts`, { kind: 'note', title: 'N', isBlank: true })
    ).body
    expect((await textOf(beta, id)).trim()).toBe('')
  })

  it('lets a focal point write the minutes that they began, and not other focal points', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const alpha = await hc.as('fp.alpha')
    const { id } = (
      await beta.post(`${await space(hc)}/drafts`, { kind: 'minutes', title: 'Minutes' })
    ).body
    expect((await beta.get(`/api/drafts/${id}`)).body.may.write).toBe(true)
    expect((await alpha.get(`/api/drafts/${id}`)).body.may).toMatchObject({
      write: false,
      whyNot: 'notDrafter',
    })
  })

  it('says what is wrong with a title that is empty or a kind that is none', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const answer = await beta.post(`${await space(hc)}/drafts`, { kind: 'poem', title: ' ' })
    expect(answer.status).toBe(422)
    expect(answer.body.fields.map((field: { path: string }) => field.path).sort()).toEqual([
      'kind',
      'title',
    ])
  })

  it('the same request sent twice makes one draft', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const send = async () =>
      beta.request(
        'POST',
        `${await space(hc)}/drafts`,
        { kind: 'note', title: 'Once' },
        { 'idempotency-key': 'k1' },
      )
    const [first, second] = [await send(), await send()]
    expect(second.body).toEqual(first.body)
  })
})

describe('versions', () => {
  it('are kept with name, number and hash, listed newest first, and shown as they were', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const draftId = await hc.idOf('draft', 'doc-note')
    const kept = await beta.post(`/api/drafts/${draftId}/versions`, {
      label: 'Before the meeting',
      note: 'As sent',
    })
    expect(kept.body.number).toBe(2)
    const { versions } = (await beta.get(`/api/drafts/${draftId}/versions`)).body
    expect(
      versions.map((one: { number: number; label: string; kind: string }) => [
        one.number,
        one.label,
        one.kind,
      ]),
    ).toEqual([
      [2, 'Before the meeting', 'named'],
      [1, 'First', 'imported'],
    ])
    expect(versions[0].sha256).toMatch(/^[0-9a-f]{64}$/)
    const shown = (await beta.get(`/api/drafts/${draftId}/versions/${versions[0].id}`)).body
    expect(shown.html).toContain('The tables are revised once a year.')
  })

  it('are restored as a change that goes forward: the present text is kept as a version first', async () => {
    const hc = await startInstallation()
    const secretariat = await hc.as('secretariat')
    const draftId = (
      await secretariat.post(`${await space(hc)}/drafts`, {
        kind: 'note',
        title: 'R',
        isBlank: true,
      })
    ).body.id
    const first = (await secretariat.post(`/api/drafts/${draftId}/versions`, { label: 'Empty' }))
      .body
    const note = await hc.idOf('draft', 'doc-note')
    const imported = (await secretariat.get(`/api/drafts/${note}/versions`)).body.versions[0]
    // Another draft's version is none of this one's.
    const foreign = await secretariat.post(`/api/drafts/${draftId}/versions/${imported.id}/restore`)
    expect(foreign.status).toBe(404)
    const restored = await secretariat.post(`/api/drafts/${draftId}/versions/${first.id}/restore`)
    expect(restored.body).toEqual({ keptAs: 2 })
    expect((await textOf(secretariat, draftId)).trim()).toBe('')
  })
})

describe('a draft that is not written any more', () => {
  it('is read-only with its reason; a withdrawn one keeps its text and says why', async () => {
    const hc = await startInstallation()
    const secretariat = await hc.as('secretariat')
    const draftId = await hc.idOf('draft', 'doc-note')
    await secretariat.post(`/api/drafts/${draftId}/withdraw`, { reason: 'Overtaken' })
    const { draft, may } = (await secretariat.get(`/api/drafts/${draftId}`)).body
    expect(draft).toMatchObject({ state: 'withdrawn', withdrawnReason: 'Overtaken' })
    expect(may).toMatchObject({ write: false, whyNot: 'withdrawn', withdraw: false, rename: false })
    expect(await textOf(secretariat, draftId)).toContain('The tables')
    const issued = await hc.idOf('draft', 'doc-issued')
    const again = await secretariat.post(`/api/drafts/${issued}/withdraw`, { reason: 'No' })
    expect([again.status, again.body.code]).toEqual([409, 'frozen'])
  })
})

describe('discussing words of a draft', () => {
  it('starts a topic that quotes them, and both point to each other', async () => {
    const hc = await startInstallation()
    const beta = await hc.as('fp.beta')
    const draftId = await hc.idOf('draft', 'doc-note')
    const made = await beta.post(`/api/drafts/${draftId}/discuss`, {
      quote: 'revised once a year',
      prefix: 'The tables are ',
      title: 'Once a year, or twice?',
      markdown: 'Could it be twice?',
    })
    expect(made.status).toBe(200)
    const topic = (await beta.get(`/api/topics/${made.body.topicId}`)).body
    expect(topic.topic.anchors).toEqual([
      {
        draftId,
        draftTitle: 'Note on tide tables',
        paragraph: null,
        versionLabel: null,
        quote: 'revised once a year',
      },
    ])
    const { discussions } = (await beta.get(`/api/drafts/${draftId}`)).body
    expect(discussions).toEqual([
      {
        topicId: made.body.topicId,
        title: 'Once a year, or twice?',
        quote: 'revised once a year',
        postCount: 1,
      },
    ])
    const guest = (await (await hc.as('guest')).get(`/api/drafts/${draftId}`)).body
    expect(guest.discussions).toEqual([])
  })
})
