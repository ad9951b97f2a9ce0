import { onTestFinished, expect, it } from 'vitest'
import * as Y from 'yjs'
import { connectStockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'
import { AuthorTable } from '#shared/editor/author-table.ts'
import { readAuthorship } from '#shared/editor/authorship.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'
import { smallTerm } from '#tests/support/small-term.ts'

async function join(hc: Installation, draftId: string, caller: Client) {
  const url = `${hc.url.replace('http', 'ws')}/collab`
  const client = connectStockClient(url, draftId, { headers: caller.headers, wantsStored: true })
  onTestFinished(() => client.destroy())
  await client.synced()
  return client
}

type Writer = Awaited<ReturnType<typeof join>>

async function change(writer: Writer, edit: (fragment: Y.XmlFragment) => void): Promise<void> {
  const before = writer.stored.length
  writer.doc.transact(() => edit(writer.doc.getXmlFragment('default')))
  await until('it is stored', () => writer.stored.length > before)
}

/** What the endpoint tells of the text that a reader has: [words, name, agency]. */
async function told(caller: Client, draftId: string, { doc }: Writer) {
  const { body } = await caller.get(`/api/drafts/${draftId}/authorship`)
  const ids = body.authors.map((_: unknown, index: number) => ({
    personId: String(index),
    agencyId: null,
  }))
  const table = AuthorTable.fromFlat(ids, body.clients)
  const { authors, runs } = readAuthorship(doc.getXmlFragment('default'), (client, clock) =>
    table.at(client, clock),
  )
  return runs.map(({ author }) => {
    const { name, agency } = body.authors[Number(authors[author]?.personId)]
    return `${name}, ${agency?.acronym}`
  })
}

async function deleters(caller: Client, draftId: string): Promise<string[]> {
  const { authors, deletions } = (await caller.get(`/api/drafts/${draftId}/authorship`)).body
  const indexes = deletions.filter((_: number, at: number) => at % 5 === 3)
  return [...new Set<number>(indexes)].map((index) => authors[index].name)
}

const firstText = (fragment: Y.XmlFragment) => (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText

it('tells who wrote what, for which agency, also after a version was restored; nobody is counted', async () => {
  const hc = await startInstallation()
  const draftId = await hc.idOf('draft', 'doc-note')
  const [betaCaller, alphaCaller] = [await hc.as('fp.beta'), await hc.as('fp.alpha')]
  const secretariat = await hc.as('secretariat')
  const [beta, alpha] = [await join(hc, draftId, betaCaller), await join(hc, draftId, alphaCaller)]
  await change(beta, (fragment) => firstText(fragment).insert(0, 'Beta wrote this. '))
  await until('Alpha sees it', () => alpha.text().includes('Beta wrote this.'))
  await change(alpha, (fragment) => firstText(fragment).insert(5, 'and Alpha '))
  const expected = ['focalPoint, beta, BETA', 'focalPoint, alpha, ALPHA', 'focalPoint, beta, BETA']
  await until('Beta sees it', () => beta.text().includes('Beta and Alpha wrote this.'))
  expect(await told(betaCaller, draftId, beta)).toEqual(expected)

  const version = await betaCaller.post(`/api/drafts/${draftId}/versions`, { label: 'Both' })
  await change(alpha, (fragment) => fragment.delete(0, 1))
  await until('it is gone', () => !beta.text().includes('wrote this'))
  expect(await deleters(betaCaller, draftId)).toEqual(['focalPoint, alpha'])
  await secretariat.post(`/api/drafts/${draftId}/versions/${version.body.id}/restore`, {})
  await until('it is back', () => beta.text().includes('Beta and Alpha wrote this.'))
  expect(await told(betaCaller, draftId, beta)).toEqual(expected)
  const { body } = await betaCaller.get(`/api/drafts/${draftId}/authorship`)
  expect(Object.keys(body)).toEqual(['authors', 'clients', 'deletions'])
  expect(Object.keys(body.authors[0])).toEqual(['personId', 'name', 'agency'])

  // Of an issued document, nothing.
  const issued = await hc.idOf('draft', 'doc-issued')
  expect((await alphaCaller.get(`/api/drafts/${issued}/authorship`)).body).toEqual({
    authors: [],
    clients: [],
    deletions: [],
  })
  expect((await alphaCaller.get('/api/drafts/0000000000000000/authorship')).status).toBe(404)
})

it('is exported with the text by names, and an import of that file credits the same people', async () => {
  const hc = await startInstallation()
  const draftId = await hc.idOf('draft', 'doc-note')
  const [betaCaller, alphaCaller] = [await hc.as('fp.beta'), await hc.as('fp.alpha')]
  const beta = await join(hc, draftId, betaCaller)
  await change(beta, (fragment) => {
    const paragraphs = ['Kept by all.', 'Taken out whole.', 'Last of all.'].map((words) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      return paragraph
    })
    fragment.insert(1, paragraphs)
  })
  const alpha = await join(hc, draftId, alphaCaller)
  await change(alpha, (fragment) => {
    const text = (fragment.get(3) as Y.XmlElement).get(0) as Y.XmlText
    text.delete(5, 3)
    text.insert(5, 'for ')
    fragment.delete(2, 1)
  })
  const { body: exported } = await betaCaller.get(`/api/drafts/${draftId}/export`)
  const [version] = exported.documents[0].versions
  const beginning = 1 + 'The tables are revised once a year.'.length + 1
  const [keptFrom, keptTo] = [beginning + 1, beginning + 1 + 'Kept by all.'.length]
  const last = keptTo + 2
  expect(version.authorship).toEqual({
    authors: [
      { person: 'focalPoint, beta', agency: 'BETA' },
      { person: 'focalPoint, alpha', agency: 'ALPHA' },
    ],
    runs: [
      [keptFrom, keptTo, 0],
      [last, last + 5, 0],
      [last + 5, last + 9, 1],
      [last + 9, last + 13, 0],
    ].flat(),
    deletions: [
      [keptTo + 1, 1, expect.any(Number)],
      [last + 5, 1, expect.any(Number)],
    ].flat(),
  })

  const other = await startInstallation({
    term: { ...smallTerm, documents: [{ ...exported.documents[0], spaceId: 'tides' }], grants: [] },
  })
  const importedId = await other.idOf('draft', draftId)
  const reader = await other.as('fp.beta')
  const { body: again } = await reader.get(`/api/drafts/${importedId}/export`)
  const { document, authorship } = again.documents[0].versions[0]
  expect({ document, authorship }).toEqual({
    document: version.document,
    authorship: version.authorship,
  })
})
