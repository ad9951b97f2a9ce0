import { onTestFinished, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { connectStockClient, type StockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'

interface Offered {
  orphans: { id: string; text: string; near: string; author: { name: string } | null }[]
}

async function open(hc: Installation, draftId: string, caller: Client): Promise<StockClient> {
  const url = `${hc.url.replace('http', 'ws')}/collab`
  const client = connectStockClient(url, draftId, { headers: caller.headers, wantsStored: true })
  onTestFinished(() => client.destroy())
  await client.synced()
  return client
}

/** The element whose words begin so. */
function paragraphOf(doc: Y.Doc, words: string): { index: number; text: Y.XmlText } {
  const blocks = doc.getXmlFragment('default').toArray() as Y.XmlElement[]
  const index = blocks.findIndex((block) => block.toString().includes(words))
  return { index, text: blocks[index]?.get(0) as Y.XmlText }
}

function makeHeading(doc: Y.Doc, words: string): void {
  const { index, text } = paragraphOf(doc, words)
  const fragment = doc.getXmlFragment('default')
  doc.transact(() => {
    const heading = new Y.XmlElement('heading')
    heading.setAttribute('level', 2 as unknown as string)
    heading.insert(0, [new Y.XmlText(text.toString())])
    fragment.delete(index, 1)
    fragment.insert(index, [heading])
  })
}

const WORDS = 'The tables are revised once a year'

/** Beta writes into a paragraph while away; the secretariat makes it a heading meanwhile. */
async function textIsLost() {
  const hc = await startInstallation()
  const draftId = await hc.idOf('draft', 'doc-note')
  const beta = await hc.as('fp.beta')
  const secretariat = await hc.as('secretariat')
  const away = await open(hc, draftId, beta)
  const here = await open(hc, draftId, secretariat)
  away.provider.disconnect()
  const { text } = paragraphOf(away.doc, WORDS)
  text.insert(text.toString().indexOf(WORDS) + WORDS.length, ' or when an agency asks')
  const before = here.stored.length
  makeHeading(here.doc, WORDS)
  await until('the heading is stored', () => here.stored.length > before)
  const told = away.stored.length
  away.provider.connect()
  await until('its words are stored', () => away.stored.length > told)
  away.provider.disconnect()
  here.provider.disconnect()
  const offered = async (caller = beta) =>
    (await caller.get(`/api/drafts/${draftId}/orphans`)).body as Offered
  let found: Offered = { orphans: [] }
  const end = performance.now() + 10_000
  // Compaction finds it once the room is empty.
  while (found.orphans.length === 0 && performance.now() < end) found = await offered()
  return { hc, draftId, beta, secretariat, offered, found }
}

describe('H6: text written into a paragraph that was replaced', () => {
  it('is offered under its author’s name, and put back where its words stand, by one click', async () => {
    const { hc, draftId, secretariat, offered, found } = await textIsLost()
    expect(found.orphans).toMatchObject([{ text: ' or when an agency asks' }])
    expect(found.orphans[0]?.near.endsWith(WORDS)).toBe(true)
    const author = await (await hc.as('fp.beta')).get('/api/session')
    expect(found.orphans[0]?.author?.name).toBe(author.body.person.name)
    const id = found.orphans[0]?.id
    const both = await Promise.all([
      secretariat.post(`/api/drafts/${draftId}/orphans/${id}/insert`, {}),
      secretariat.post(`/api/drafts/${draftId}/orphans/${id}/insert`, {}),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409])
    const { body } = await secretariat.get(`/api/drafts/${draftId}/text?format=markdown`)
    expect(body.text).toContain(`## ${WORDS} or when an agency asks`)
    expect((await offered()).orphans).toEqual([])
    // Credited to who wrote it, not to who put it back.
    const authorship = (await secretariat.get(`/api/drafts/${draftId}/authorship`)).body as {
      authors: { name: string | null }[]
    }
    expect(JSON.stringify(authorship.authors)).toContain(author.body.person.name)
  })

  it('is not offered to readers, and no more once it was dismissed', async () => {
    const { hc, draftId, beta, offered, found } = await textIsLost()
    const observer = await hc.as('observer')
    expect((await observer.get(`/api/drafts/${draftId}/orphans`)).status).toBe(403)
    const id = found.orphans[0]?.id
    const dismissed = await beta.post(`/api/drafts/${draftId}/orphans/${id}/dismiss`, {})
    expect(dismissed.status).toBe(204)
    expect((await offered()).orphans).toEqual([])
    const { body } = await beta.get(`/api/drafts/${draftId}/text?format=text`)
    expect(body.text).not.toContain('or when an agency asks')
  })
})
