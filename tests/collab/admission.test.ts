import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bareEngine } from './support/bare-engine.ts'
import { craftUpdate } from './support/crafted-update.ts'
import type { CraftedDeletion, CraftedStruct } from './support/crafted-update.ts'
import { openStored, storedText } from './support/fresh-reader.ts'
import { turns } from './support/manual-clock.ts'
import { appendParagraph } from './support/stock-client.ts'
import { until } from './support/until.ts'
import { WireClient } from './support/wire-client.ts'

const paragraph: CraftedStruct = { content: { kind: 'element', name: 'paragraph' } }
const letter = (more: Partial<CraftedStruct> = {}): CraftedStruct => {
  return { content: { kind: 'string', text: 'x' }, ...more }
}
/** A paragraph at 1:0, its text at 1:1. */
const textOne: CraftedStruct[] = [paragraph, { content: { kind: 'text' }, parent: [1, 0] }]

/** Sends one frame on a fresh connection and answers how it ended and what is stored. */
async function send(update: Uint8Array) {
  const bare = bareEngine()
  const client = await new WireClient().connect(bare.engine, { token: 'ann' })
  client.sendUpdate(update)
  await turns()
  return { ...bare, client, end: client.end, rows: bare.log.draft('7').rowsEver }
}

describe('C2: what cannot be integrated is not stored', () => {
  it.each([
    ['an origin that is its own later clock', [letter({ origin: [1, 5] })]],
    ['an origin that is itself', [letter({ origin: [1, 0] })]],
    ['a right origin that is its own later clock', [letter({ rightOrigin: [1, 1] }), letter()]],
    ['a parent that is its own later clock', [letter({ parent: [1, 1] }), paragraph]],
  ])('H2: %s', async (_, structs) => {
    const bomb = craftUpdate([{ client: 1, clock: 0, structs }])
    const { end, rows } = await send(bomb)
    expect(end).toBe('circle')
    expect(rows).toBe(0)
  })

  it('H2: two clients that need each other', async () => {
    const circle = craftUpdate([
      { client: 2, clock: 0, structs: [letter({ origin: [1, 0] })] },
      { client: 1, clock: 0, structs: [letter({ origin: [2, 0] })] },
    ])
    expect((await send(circle)).end).toBe('circle')
  })

  it('H2: a circle through a later clock of the first client', async () => {
    const circle = craftUpdate([
      { client: 2, clock: 0, structs: [letter({ origin: [1, 2] })] },
      {
        client: 1,
        clock: 0,
        structs: [...textOne, letter({ origin: [2, 0] })],
      },
    ])
    expect((await send(circle)).end).toBe('circle')
  })

  it('H2: pointers forward in one frame are honest, higher client ids come first', async () => {
    const forward = craftUpdate([
      { client: 3, clock: 0, structs: [letter({ origin: [2, 0] }), letter({ origin: [2, 1] })] },
      { client: 2, clock: 0, structs: [letter({ parent: [1, 1] }), letter({ origin: [3, 0] })] },
      { client: 1, clock: 0, structs: textOne },
    ])
    const { end, log } = await send(forward)
    expect(end).toBeNull()
    expect(storedText(log)).toBe('<paragraph>xxxx</paragraph>')
  })

  it('H2: an item between two that stand in different elements is another one in each replica', async () => {
    const paragraphs = [paragraph, { ...paragraph, origin: [1, 0] as const }]
    const texts: CraftedStruct[] = [
      { content: { kind: 'string', text: 'a' }, parent: [1, 2] },
      { content: { kind: 'string', text: 'b' }, parent: [1, 3] },
    ]
    const inBoth: CraftedStruct[] = [
      ...paragraphs,
      { content: { kind: 'text' }, parent: [1, 0] },
      { content: { kind: 'text' }, parent: [1, 1] },
      ...texts,
    ]
    const torn = letter({ origin: [1, 4], rightOrigin: [1, 5] })
    const update = craftUpdate([{ client: 1, clock: 0, structs: [...inBoth, torn] }])
    expect((await send(update)).end).toBe('content')
    const whole = letter({ origin: [1, 4] })
    const honest = craftUpdate([{ client: 1, clock: 0, structs: [...inBoth, whole] }])
    expect((await send(honest)).end).toBeNull()
  })

  it('H2: an attribute’s value has no right neighbour, and takes one clock while it lives', async () => {
    const level = (values: unknown[], more: Partial<CraftedStruct>): CraftedStruct => {
      return { content: { kind: 'any', values }, ...more }
    }
    const first = level([1], { parent: [1, 0], parentSub: 'level' })
    const attributes = (structs: CraftedStruct[], deletions: CraftedDeletion[] = []) =>
      send(craftUpdate([{ client: 1, clock: 0, structs: [paragraph, ...structs] }], deletions))
    const long = level([2, 3], { origin: [1, 1] })
    expect((await attributes([first, level([2], { origin: [1, 1] })])).end).toBeNull()
    expect((await attributes([first, level([2], { rightOrigin: [1, 1] })])).end).toBe('content')
    expect((await attributes([first, long])).end).toBe('content')
    expect((await attributes([first, long], [[1, 2, 1]])).end).toBe('content')
    expect((await attributes([first, long], [[1, 2, 2]])).end).toBeNull()
  })

  it('H2: values that an honest client set one after the other, and has joined, are taken', async () => {
    const doc = new Y.Doc({ gc: false })
    const heading = new Y.XmlElement('heading')
    doc.getXmlFragment('default').insert(0, [heading])
    for (const level of ['1', '2', '3', '4']) heading.setAttribute('level', level)
    const { end, log } = await send(Y.encodeStateAsUpdate(doc))
    expect(end).toBeNull()
    expect(storedText(log)).toBe('<heading level="4"></heading>')
  })

  it('H2: a gap is answered with step 1 once and not stored; it counts when the text is there', async () => {
    const { engine, log } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    const first = craftUpdate([{ client: 1, clock: 0, structs: textOne }])
    const second = craftUpdate([{ client: 1, clock: 2, structs: [letter({ parent: [1, 1] })] }])
    client.sendUpdate(second)
    client.sendStep2(second)
    await turns()
    expect(client.asked.length).toBe(2)
    expect(client.stored).toEqual([])
    expect(log.draft('7').rowsEver).toBe(0)
    client.sendUpdate(first)
    await turns()
    // The first step 1, one for the gap, one when what it needs was there.
    expect(client.asked.length).toBe(3)
    client.sendStep2(Y.mergeUpdates([first, second]))
    await turns()
    expect(client.stored.at(-1)).toBe(4)
    expect(storedText(log)).toBe('<paragraph>x</paragraph>')
  })

  it('H2: a deletion of what is not there is a gap', async () => {
    const { end, rows, client } = await send(craftUpdate([], [[9, 0, 5]]))
    expect({ end, rows, asked: client.asked.length }).toEqual({ end: null, rows: 0, asked: 2 })
  })

  it.each([
    ['trailing bytes', Uint8Array.of(0, 0, 0)],
    ['a truncated update', Uint8Array.of(1, 1)],
    ['no bytes at all', new Uint8Array()],
    ['a struct of no length', craftUpdate([{ client: 1, clock: 0, structs: [gc(0)] }])],
    ['an empty text', craftUpdate([{ client: 1, clock: 0, structs: [string('')] }])],
    ['a clock of 41 bits', craftUpdate([{ client: 1, clock: 2 ** 40, structs: [gc(1)] }])],
    ['a client without structs', craftUpdate([{ client: 1, clock: 0, structs: [] }])],
    ['clients out of order', craftUpdate([section(1), section(2)])],
    ['a client twice', craftUpdate([section(1), section(1)])],
    ['a deletion of no length', craftUpdate([], [[1, 0, 0]])],
    ['JSON that is none', craftUpdate([inText({ kind: 'format', key: 'b', json: '{' })])],
    ['a number of too many bytes', Uint8Array.from([...Array(9).fill(128), 0, 0])],
  ])('H2: malformed: %s', async (_, update) => {
    const { end, rows } = await send(update)
    expect({ end, rows }).toEqual({ end: 'malformed', rows: 0 })
  })

  it.each([
    [
      'another root',
      craftUpdate([{ client: 1, clock: 0, structs: [{ ...paragraph, parent: 'x' }] }]),
    ],
    ['text in the root', craftUpdate([{ client: 1, clock: 0, structs: [string('a')] }])],
    ['a sub-document', craftUpdate([inText({ kind: 'raw', ref: 9, write: writeSubdocument })])],
    ['binary', craftUpdate([inText({ kind: 'raw', ref: 3, write: writeBytes })])],
    ['an embed', craftUpdate([inText({ kind: 'raw', ref: 5, write: writeJson })])],
    ['a map', craftUpdate([inText({ kind: 'raw', ref: 7, write: (e) => writeNumber(e, 1) })])],
    ['a hook', craftUpdate([inText({ kind: 'raw', ref: 7, write: (e) => writeNumber(e, 5) })])],
    ['a value outside an attribute', craftUpdate([inText({ kind: 'any', values: [1] })])],
    ['bytes as an attribute', craftUpdate([attribute(Uint8Array.of(1))])],
    ['an attribute that is nested too deep', craftUpdate([attribute(nested(40))])],
    [
      'a kind that Yjs does not have',
      craftUpdate([inText({ kind: 'raw', ref: 21, write: writeJson })]),
    ],
  ])('H2 H3: foreign content: %s', async (_, update) => {
    const { end, rows } = await send(update)
    expect({ end, rows }).toEqual({ end: 'content', rows: 0 })
  })

  it('H2 H5: elements nested so deep that deleting them would break Yjs, at once or one by one', async () => {
    const hasty = await send(tower(0, 6000))
    await until('it is read in the worker', () => hasty.client.end !== null)
    expect(hasty.client.end).toBe('content')
    const { engine, log } = bareEngine()
    const patient = await new WireClient().connect(engine, { token: 'ann' })
    for (let i = 0; i < 120; i++) patient.sendUpdate(tower(i, i + 1))
    await turns()
    expect(patient.end).toBe('content')
    expect(log.draft('7').rowsEver).toBe(101)
    const again = await new WireClient().connect(bareEngine({ log }).engine, { token: 'ann' })
    again.sendUpdate(tower(101, 102))
    await turns()
    expect(again.end).toBe('content')
  })

  it('C2: what tiptap writes is admitted: elements, text, marks, attributes, deletions', async () => {
    const { engine, log } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    client.edit((doc) => {
      const heading = new Y.XmlElement('heading')
      heading.setAttribute('level', 2 as unknown as string)
      const text = new Y.XmlText('Ünïcode 🎉 عربي')
      heading.insert(0, [text])
      doc.getXmlFragment('default').insert(0, [heading])
      text.format(0, 3, { bold: true, link: { href: 'https://example.org' } })
    })
    client.edit((doc) => {
      const text = (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.delete(1, 2)
      text.insert(1, 'x', { bold: null })
    })
    await turns()
    expect(client.end).toBeNull()
    expect(storedText(log)).toBe(client.text)
  })

  it('C2: duplicates are trimmed off, so that a row never holds what another one holds', async () => {
    const { engine, log } = bareEngine()
    const client = await new WireClient().connect(engine, { token: 'ann' })
    client.edit((doc) => appendParagraph(doc, 'the first of all'))
    await turns()
    const size = log.draft('7').rows[0]!.update.length
    // Not sent as an update: it goes out with the whole document, as y-indexeddb's does.
    const { doc } = client
    const text = (doc.getXmlFragment('default').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(text.length, '!')
    client.sendUpdate(Y.encodeStateAsUpdate(doc))
    await turns()
    expect(log.draft('7').rows[1]!.update.length).toBeLessThan(size)
    expect(openStored(log).getXmlFragment('default').toString()).toBe(client.text)
  })
})

function gc(length: number): CraftedStruct {
  return { content: { kind: 'gc', length } }
}

function string(text: string): CraftedStruct {
  // Without an origin its parent is the root.
  return text === '' ? { content: { kind: 'string', text }, origin: [9, 9] } : letter()
}

function section(client: number) {
  return { client, clock: 0, structs: [paragraph] }
}

function inText(content: CraftedStruct['content']) {
  return { client: 1, clock: 0, structs: [...textOne, { content, parent: [1, 1] as const }] }
}

function attribute(value: unknown) {
  const struct = { content: { kind: 'any' as const, values: [value] }, parentSub: 'level' }
  return { client: 1, clock: 0, structs: [paragraph, { ...struct, parent: [1, 0] as const }] }
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

/** Elements `from` to `to` of a tower. */
function tower(from: number, to: number): Uint8Array {
  const structs = Array.from({ length: to - from }, (_, index) => story(from + index))
  return craftUpdate([{ client: 1, clock: from, structs }])
}

/** Element `clock` of a tower: each stands in the one before it. */
function story(clock: number): CraftedStruct {
  return clock === 0 ? paragraph : { ...paragraph, parent: [1, clock - 1] }
}

function writeNumber(encoder: encoding.Encoder, value: number): void {
  encoding.writeVarUint(encoder, value)
  encoding.writeVarString(encoder, 'hook')
}

function writeSubdocument(encoder: encoding.Encoder): void {
  encoding.writeVarString(encoder, 'guid')
  encoding.writeAny(encoder, {})
}

function writeBytes(encoder: encoding.Encoder): void {
  encoding.writeVarUint8Array(encoder, Uint8Array.of(1, 2))
}

function writeJson(encoder: encoding.Encoder): void {
  encoding.writeVarString(encoder, '{}')
}
