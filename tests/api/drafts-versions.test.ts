import { createHash } from 'node:crypto'
import { Registry } from 'prom-client'
import { describe, expect, it, onTestFinished } from 'vitest'
import type * as Y from 'yjs'
import { databaseFile } from '#server/backup/data-folder.ts'
import { CollabEngine } from '#server/collab/engine.ts'
import {
  collabMetrics,
  DraftChanges,
  DraftTexts,
  TextDesk,
  StoredDraftLog,
  VersionWatch,
} from '#server/features/drafts/index.ts'
import type { ResponseOf } from '#shared/contracts/contract.ts'
import type { drafts } from '#shared/contracts/drafts.ts'
import { openConnection } from '#server/storage/sqlite/connection.ts'
import { minute } from '#shared/time.ts'
import { AccessByToken } from '#tests/collab/support/access-by-token.ts'
import { KeptLog } from '#tests/collab/support/collab-server.ts'
import { ManualClock, turns } from '#tests/collab/support/manual-clock.ts'
import { connectStockClient, type StockClient } from '#tests/collab/support/stock-client.ts'
import { until } from '#tests/collab/support/until.ts'
import { type Client, type Installation, startInstallation } from '#tests/support/installation.ts'
import { temporaryFolder } from '#tests/support/temporary-storage.ts'

type Comparison = ResponseOf<typeof drafts.compare>
type Versions = ResponseOf<typeof drafts.versions>
type Text = ResponseOf<typeof drafts.versionText>

interface Desk {
  hc: Installation
  draftId: string
  beta: Client
  secretariat: Client
  /** Types at the end of the first paragraph; resolves when it is stored. */
  typeAs(client: StockClient, words: string): Promise<void>
  open(caller: Client): Promise<StockClient>
  get<Body>(caller: Client, path: string): Promise<Body>
  text(): Promise<string>
}

async function desk(config = {}): Promise<Desk> {
  const hc = await startInstallation({ config })
  const draftId = await hc.idOf('draft', 'doc-note')
  const [beta, secretariat] = [await hc.as('fp.beta'), await hc.as('secretariat')]
  const get = async <Body>(caller: Client, path: string): Promise<Body> =>
    (await caller.get(`/api/drafts/${draftId}${path}`)).body
  return {
    hc,
    draftId,
    beta,
    secretariat,
    get,
    text: async () => (await get<Text>(beta, '/text?format=text')).text,
    async open(caller) {
      const client = connectStockClient(`${hc.url.replace('http', 'ws')}/collab`, draftId, {
        headers: caller.headers,
        wantsStored: true,
      })
      onTestFinished(() => client.destroy())
      await client.synced()
      return client
    },
    async typeAs(client, words) {
      const before = client.stored.length
      const text = firstText(client.doc)
      text.insert(text.length, words)
      await until('it is stored', () => client.stored.length > before)
    },
  }
}

function firstText(doc: Y.Doc): Y.XmlText {
  return (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
}

/** `[change, words, by whom]` of all pieces that differ. */
function differences({ authors, blocks }: Comparison): string[][] {
  return blocks.flatMap((block) =>
    'line' in block
      ? block.line.pieces.flatMap(({ change, text, author }) =>
          change ? [[change, text, authors[author ?? -1]?.name ?? 'nobody']] : [],
        )
      : [],
  )
}

describe('two versions', () => {
  it('are compared word by word, each word with who wrote it', async () => {
    const { draftId, beta, secretariat, open, typeAs, get } = await desk()
    const first = (await beta.post(`/api/drafts/${draftId}/versions`, { label: 'First' })).body
    const [betas, secretariats] = [await open(beta), await open(secretariat)]
    await typeAs(betas, ' Beta adds this.')
    await until('the other has it', () => secretariats.text().includes('Beta adds'))
    await typeAs(secretariats, ' And the secretariat that.')
    const second = (await beta.post(`/api/drafts/${draftId}/versions`, { label: 'Second' })).body
    const added = [
      ['inserted', ' Beta adds this.', 'focalPoint, beta'],
      ['inserted', ' And the secretariat that.', 'secretariat, alpha'],
    ]
    const between = `/compare?from=${first.id}&to=${second.id}`
    expect(differences(await get<Comparison>(beta, between))).toEqual(added)
    expect(differences(await get<Comparison>(beta, `/compare?from=${first.id}`))).toEqual(added)
    expect(
      differences(await get<Comparison>(beta, `/compare?from=${second.id}&to=${first.id}`)),
    ).toEqual(added.map(([, words, by]) => ['deleted', words, by]))
    const { versions } = await get<Versions>(beta, '/versions')
    expect(versions[0]!.editors.map(({ name }) => name)).toEqual([
      'focalPoint, beta',
      'secretariat, alpha',
    ])
    expect(versions[1]!.editors).toEqual([])
    const foreign = await beta.get(`/api/drafts/${draftId}/compare?from=0000000000000000`)
    expect(foreign.status).toBe(404)
  })

  it('of an issued document are compared without saying who wrote what', async () => {
    const { hc, beta } = await desk()
    const issued = await hc.idOf('draft', 'doc-issued')
    const [version] = (await beta.get(`/api/drafts/${issued}/versions`)).body.versions
    const answer = await beta.get(`/api/drafts/${issued}/compare?from=${version.id}`)
    expect([answer.status, answer.body.authors, differences(answer.body)]).toEqual([200, [], []])
  })
})

describe('a version', () => {
  it('is downloaded in four forms, of which the JSON has the fingerprint', async () => {
    const { draftId, beta, get } = await desk()
    const { id } = (await beta.post(`/api/drafts/${draftId}/versions`, { label: 'One' })).body
    const forms: Record<string, Text> = {}
    for (const format of ['html', 'markdown', 'text', 'json'])
      forms[format] = await get(beta, `/versions/${id}/text?format=${format}`)
    expect(forms['html']!.text).toBe(
      '<p dir="auto" data-number="1">The tables are revised once a year.</p>',
    )
    expect(forms['text']!.text).toBe('1. The tables are revised once a year.')
    const { text, sha256 } = forms['json']!
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256)
    expect(
      (await get<ResponseOf<typeof drafts.version>>(beta, `/versions/${id}`)).version.sha256,
    ).toBe(sha256)
  })

  it('that was altered behind the program’s back is not shown as true; the draft goes on', async () => {
    const dataDir = temporaryFolder()
    const { draftId, beta, get, text } = await desk({ dataDir })
    const { id } = (await beta.post(`/api/drafts/${draftId}/versions`, { label: 'One' })).body
    const outside = openConnection(databaseFile(dataDir), 'writer')
    outside.exec('drop trigger draft_version_text_stands; drop trigger draft_version_stands')
    outside.exec(`update draft_version set sha256 = replace(sha256, substr(sha256, 1, 1), 'z')`)
    outside.close()
    for (const path of [`/versions/${id}`, `/compare?from=${id}`]) {
      const answer = await beta.get(`/api/drafts/${draftId}${path}`)
      expect([answer.status, answer.body.code]).toEqual([500, 'damaged'])
    }
    const restoring = await beta.post(`/api/drafts/${draftId}/versions/${id}/restore`)
    expect(restoring.body.code).toBe('damaged')
    expect((await get<Versions>(beta, '/versions')).versions[0]!.label).toBe('One')
    expect(await text()).toContain('The tables are revised')
  })

  it('is kept by itself once nobody is there, also of a draft that changed before a crash', async () => {
    const { hc, draftId, beta, open, typeAs, get } = await desk()
    const client = await open(beta)
    await typeAs(client, ' Before the crash.')
    const { storage } = hc.plenary.services
    const changes = new DraftChanges()
    const clock = new ManualClock()
    const log = new KeptLog()
    const engine = new CollabEngine({
      log: new StoredDraftLog(storage, changes),
      access: new AccessByToken(),
      clock,
      metrics: collabMetrics(new Registry()),
      logger: log,
      schemaVersion: '1',
    })
    const texts = new DraftTexts(engine, storage, changes, new TextDesk())
    const restarted = new VersionWatch({ storage, changes, texts, engine, clock, log })
    onTestFinished(() => texts.close())
    await restarted.start()
    for (let passed = 0; passed < 2 * minute; passed += 15_000) {
      clock.advance(15_000)
      await turns()
    }
    await restarted.stop()
    const { versions } = await get<Versions>(beta, '/versions')
    expect(versions[0]).toMatchObject({ kind: 'automatic', label: '', author: null, number: 2 })
    expect(versions[0]!.editors.map(({ name }) => name)).toEqual(['focalPoint, beta'])

    // Who names it, keeps it for good.
    const path = `/api/drafts/${draftId}/versions/${versions[0]!.id}`
    expect((await beta.patch(path, { label: 'As agreed' })).status).toBe(204)
    expect((await beta.patch(path, { label: 'Again' })).body.code).toBe('already_done')
    const [named] = (await get<Versions>(beta, '/versions')).versions
    expect(named).toMatchObject({
      kind: 'named',
      label: 'As agreed',
      author: { name: 'focalPoint, beta' },
      sha256: versions[0]!.sha256,
    })
  })
})

describe('a restore', () => {
  it('while others type loses and doubles none of their letters, and credits who wrote the words', async () => {
    const { hc, draftId, beta, secretariat, open, text, get } = await desk()
    const writer = await open(beta)
    for (let at = 1; at <= 20; at++) writer.write(`Paragraph ${at} by Beta.`)
    await until('they are stored', () => (writer.stored.at(-1) ?? 0) >= 20)
    const path = `/api/drafts/${draftId}/versions`
    const version = (await beta.post(path, { label: 'Twenty' })).body
    const target = await text()

    const fragment = writer.doc.getXmlFragment('default')
    fragment.delete(5, 10)
    const before = writer.stored.at(-1) ?? 0
    await until('it is stored', () => (writer.stored.at(-1) ?? 0) > before)
    const typing = await open(await hc.as('principal.beta'))
    const last = typing.doc.getXmlFragment('default')
    const words = (last.get(last.length - 1) as Y.XmlElement).get(0) as Y.XmlText
    let isDone = false
    let typed = ''
    const typist = (async () => {
      while (!isDone || typed.length < 20) {
        const letter = String.fromCharCode(97 + (typed.length % 26))
        words.insert(words.length, letter)
        typed += letter
        await turns(3)
      }
    })()
    // Two people at once, as when each presses the button.
    const answers = await Promise.all([
      secretariat.post(`${path}/${version.id}/restore`),
      beta.post(`${path}/${version.id}/restore`),
    ])
    isDone = true
    await typist
    const sent = typing.doc
    await until('all is stored', () => (typing.stored.at(-1) ?? 0) >= typed.length)
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(new Set(answers.map(({ body }) => body.keptAs)).size).toBe(2)
    // What was typed before a restore is in the version that it kept; what came after is in the text.
    const lines = async (versionId: string) =>
      (await get<Text>(beta, `/versions/${versionId}/text?format=text`)).text
    const letters = (lastLine: string) => lastLine.slice(lastLine.lastIndexOf('Beta.') + 5)
    const [second, first] = (await get<Versions>(beta, '/versions')).versions
    const restored = await text()
    expect(restored.startsWith(target)).toBe(true)
    const kept = [await lines(first!.id), await lines(second!.id), restored]
    expect(kept.map(letters).join('')).toBe(typed)
    await until('the typist sees it', () => sent.getXmlFragment('default').length === 21)

    // The words that came back are Beta's still, whoever brought them back.
    expect([second!.kind, first!.kind]).toEqual(['beforeRestore', 'beforeRestore'])
    const comparison = await get<Comparison>(beta, `/compare?from=${first!.id}`)
    const inserted = comparison.blocks.flatMap((block) =>
      'line' in block && block.line.change === 'inserted' ? [block.line] : [],
    )
    expect(inserted).toHaveLength(10)
    const by = inserted.flatMap(({ pieces }) => pieces.map(({ author }) => author ?? -1))
    expect([...new Set(by)].map((at) => comparison.authors[at]?.name)).toEqual(['focalPoint, beta'])
  })
})
