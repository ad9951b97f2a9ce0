/* oxlint-disable no-underscore-dangle -- Yjs keeps what stands where in its items alone */
import * as Y from 'yjs'
import type { InMemoryDraftLog } from './in-memory-draft-log.ts'

/** One letter, drawn once in a simulation. */
export type Letter = string

/** What Yjs knows a letter or an element by: `client:clock`. */
export type StructKey = string

/** What really happened to a letter: who typed it where, and who deleted it, seeing it. */
export interface Copy {
  key: StructKey
  letter: Letter
  client: number
  clock: number
  token: string
  /** The element of the root that it stands in. */
  block: StructKey
  deletedBy: Set<string>
  /**
   * In whose documents Yjs had dropped it by itself when they came back: it stood in a block that
   * they had deleted, or they had typed it and it was lost on the way, and none of this was stored.
   * Their step 2 names it among what they deleted; nobody can tell these apart any more.
   */
  vanishedWith: Set<string>
}

export interface Edited {
  typed: StructKey[]
  deleted: StructKey[]
  deletedBlocks: StructKey[]
}

/** The truth about every letter, written down where it is typed or deleted: at the keyboard. */
export class Ledger {
  readonly copies = new Map<StructKey, Copy>()
  #letters = 0

  newLetter(): Letter {
    return String.fromCodePoint(0x4e00 + this.#letters++)
  }

  /** Runs an edit and writes down what it made of the letters in `doc`. */
  record(token: string, doc: Y.Doc, edit: () => void): Edited {
    const before = lettersIn(doc)
    const blocksBefore = blocksIn(doc)
    doc.transact(edit)
    const after = lettersIn(doc)
    const blocksAfter = new Set(blocksIn(doc))
    const typed = [...after.keys()].filter((key) => !before.has(key))
    for (const key of typed) this.#type(token, key, after.get(key)!, blockOf(doc, key))
    const deleted = [...before.keys()].filter((key) => !after.has(key))
    for (const key of deleted) this.copies.get(key)?.deletedBy.add(token)
    return { typed, deleted, deletedBlocks: blocksBefore.filter((key) => !blocksAfter.has(key)) }
  }

  /** Somebody else typed under this client id. */
  isForeign(client: number, token: string): boolean {
    return this.copies.values().some((copy) => copy.client === client && copy.token !== token)
  }

  #type(token: string, key: StructKey, letter: Letter, block: StructKey): void {
    const sets = { deletedBy: new Set<string>(), vanishedWith: new Set<string>() }
    this.copies.set(key, { key, letter, ...structOf(key), token, block, ...sets })
  }

  /**
   * Before a document's step 2 is sent: what of `unsaid`, typed here and not stored, or of what
   * stands in `blocks`, deleted here and not stored, is gone from it.
   */
  noteVanished(token: string, doc: Y.Doc, unsaid: StructKey[], blocks: StructKey[]): void {
    if (unsaid.length === 0 && blocks.length === 0) return
    const visible = lettersIn(doc)
    const inBlocks = [...this.copies.values()].filter(
      ({ block, client, clock }) => blocks.includes(block) && clock < Y.getState(doc.store, client),
    )
    const typed = unsaid.flatMap((key) => this.copies.get(key) ?? [])
    for (const copy of [...typed, ...inBlocks]) {
      if (!visible.has(copy.key) && !copy.deletedBy.has(token)) copy.vanishedWith.add(token)
    }
  }
}

/** The letters that a document shows, by the ids under which it has them. */
export function lettersIn(doc: Y.Doc): Map<StructKey, Letter> {
  const found = new Map<StructKey, Letter>()
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      if (!(struct.content instanceof Y.ContentString)) continue
      const { str } = struct.content
      for (let i = 0; i < str.length; i++) found.set(`${client}:${struct.id.clock + i}`, str[i]!)
    }
  }
  return found
}

/**
 * What a document reads as, without marks: Yjs tidies marks around deleted text away, or not, by how
 * updates were grouped on their way to a replica.
 */
export function readingOf(doc: Y.Doc): string {
  const blocks = doc.getXmlFragment('default').toArray() as Y.XmlElement[]
  return blocks
    .map((block) => {
      const text = (block.get(0) as Y.XmlText | undefined)?.toDelta() as { insert: string }[]
      const letters = (text ?? []).map(({ insert }) => insert).join('')
      return `${block.nodeName} ${block.getAttribute('level') ?? ''} ${letters}`
    })
    .join('\n')
}

function blocksIn(doc: Y.Doc): StructKey[] {
  const blocks = doc.getXmlFragment('default').toArray()
  return blocks.map((block) => keyOf(block._item!))
}

function blockOf(doc: Y.Doc, key: StructKey): StructKey {
  const { client, clock } = structOf(key)
  let item = Y.getItem(doc.store, Y.createID(client, clock)) as Y.Item
  while (item.parent instanceof Y.AbstractType && item.parent._item) item = item.parent._item
  return keyOf(item)
}

export function structOf(key: StructKey): Struct {
  const [client, clock] = key.split(':').map(Number) as [number, number]
  return { client, clock }
}

function keyOf({ id }: Y.Item): StructKey {
  return `${id.client}:${id.clock}`
}

interface Struct {
  client: number
  clock: number
}

/** The log has this letter, whatever became of it. */
export function isStored(log: InMemoryDraftLog, { client, clock }: Struct): boolean {
  return (log.draft('7').clients.get(client)?.nextClock ?? 0) > clock
}

/** To whom the log credits the deletion of a struct; null when it names nobody. */
export function creditedDeleter(log: InMemoryDraftLog, { client, clock }: Struct): string | null {
  const credit = log
    .draft('7')
    .deletions.find(
      (one) => one.client === client && one.clock <= clock && clock < one.clock + one.len,
    )
  return credit?.personId ?? null
}
