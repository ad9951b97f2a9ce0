/* oxlint-disable no-underscore-dangle -- Yjs keeps the ids of characters in its items alone */
import * as Y from 'yjs'
import type { ClockId } from './clock-index.ts'

/** `length` clocks of `client` from `clock` on, as characters that stand side by side. */
export interface ClockSpan {
  client: number
  clock: number
  length: number
}

/** Characters side by side in one shared text, all put in or all taken out by one change. */
export interface TextUnit {
  text: string
  spans: ClockSpan[]
  /** Where it stands; another place for each shared text. */
  place: object
  /** The outermost element that was taken out with it; null where its paragraph stays. */
  gone: ClockId | null
}

export interface InsertedUnit extends TextUnit {
  /** As Yjs put it in: piece by piece, each with what is deleted on its right. */
  items: { at: number; length: number; right: ClockId | null }[]
  /** What is deleted right of the outermost element that was put in with it. */
  besides: ClockId | null
}

export interface ChangedUnits {
  inserted: InsertedUnit[]
  deleted: TextUnit[]
}

/**
 * What a transaction put into and took out of shared texts. To be asked in `beforeObserverCalls`:
 * later the words that were deleted are gone. Takes time with the length of the texts it touched.
 */
export function changedUnits(transaction: Y.Transaction): ChangedUnits {
  const units: ChangedUnits = { inserted: [], deleted: [] }
  for (const text of changedTexts(transaction)) collect(text, transaction, units)
  return units
}

function changedTexts(transaction: Y.Transaction): Set<Y.XmlText> {
  const texts = new Set<Y.XmlText>()
  const add = (struct: Y.Item | Y.GC) => {
    const isText = struct instanceof Y.Item && struct.content instanceof Y.ContentString
    if (isText && struct.parent instanceof Y.XmlText) texts.add(struct.parent)
  }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, add)
  for (const [client, clock] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0
    if (clock > before) for (const struct of structsFrom(transaction, client, before)) add(struct)
  }
  return texts
}

function structsFrom(transaction: Y.Transaction, client: number, clock: number) {
  const structs = transaction.doc.store.clients.get(client) ?? []
  const found: (Y.Item | Y.GC)[] = []
  for (let at = structs.length - 1; at >= 0; at--) {
    const struct = structs[at]
    if (struct === undefined || struct.id.clock + struct.length <= clock) break
    found.push(struct)
  }
  return found
}

function collect(text: Y.XmlText, transaction: Y.Transaction, units: ChangedUnits): void {
  const isNew = ({ id }: Y.Item) => id.clock >= (transaction.beforeState.get(id.client) ?? 0)
  let inserted: InsertedUnit | null = null
  let deleted: TextUnit | null = null
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue
    if (isNew(item) && !item.deleted) {
      if (inserted === null) units.inserted.push((inserted = beginInserted(text, isNew)))
      const right = deletedId(item.right)
      inserted.items.push({ at: inserted.text.length, length: item.length, right })
      extend(inserted, item)
    } else if (!isNew(item) && Y.isDeleted(transaction.deleteSet, item.id)) {
      if (deleted === null) units.deleted.push((deleted = begin(text)))
      extend(deleted, item)
    } else if (!item.deleted) {
      // Words that stay part what stands before them from what follows.
      inserted = deleted = null
    }
  }
}

function begin(text: Y.XmlText): TextUnit {
  const gone = outermost(text, ({ deleted }) => deleted)
  return { text: '', spans: [], place: text, gone: gone && idOf(gone) }
}

function beginInserted(text: Y.XmlText, isNew: (item: Y.Item) => boolean): InsertedUnit {
  const element = outermost(text, isNew)
  return { ...begin(text), items: [], besides: element && deletedId(element.right) }
}

function extend(unit: TextUnit, item: Y.Item): void {
  const { client, clock } = item.id
  const { str } = item.content as Y.ContentString
  unit.text += str
  const last = unit.spans.at(-1)
  if (last?.client === client && last.clock + last.length === clock) last.length += str.length
  else unit.spans.push({ client, clock, length: str.length })
}

/** Of the text's element and those around it. */
function outermost(text: Y.XmlText, is: (item: Y.Item) => boolean): Y.Item | null {
  let found: Y.Item | null = null
  for (let item = text._item; item !== null; item = parentOf(item)) if (is(item)) found = item
  return found
}

function parentOf(item: Y.Item): Y.Item | null {
  return item.parent instanceof Y.AbstractType ? item.parent._item : null
}

function deletedId(item: Y.Item | null): ClockId | null {
  return item?.deleted === true ? idOf(item) : null
}

function idOf({ id }: Y.Item): ClockId {
  return { client: id.client, clock: id.clock }
}
