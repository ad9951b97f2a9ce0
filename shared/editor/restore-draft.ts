import * as Y from 'yjs'
import { alignParts, type Likeness } from './align-parts.ts'
import { type DraftNode, plainText } from './draft-node.ts'
import { MAX_DEPTH, storedAttributes } from './draft-rules.ts'
import { reconcileTexts, sharedRuns, wantedRuns } from './reconcile-text.ts'
import { sharedText } from './read-fragment.ts'
import { DRAFT_FRAGMENT, assertSound } from './seed-draft.ts'
import { walkItems } from './walk-items.ts'
import { type WordCounts, countWords, wordLikeness } from './word-likeness.ts'
import { type SharedPart, newSharedChildren, sharedParts } from './write-fragment.ts'

/** New words of a restored text: their Yjs clocks, and where they stand in it (ProseMirror). */
export interface PlacedWords {
  clock: number
  length: number
  position: number
}

export interface RestoredText {
  /** One Yjs update to append. */
  update: Uint8Array
  /** All words that it writes, under the one client id. */
  placed: PlacedWords[]
}

/**
 * The forward change that makes a stored text (updates in order) read as `target`; null where it
 * reads so already (DESIGN 3.9). Blocks that are alike on both sides are not touched, a block that
 * was only edited is edited in place word by word, so that carets in it survive.
 * @throws UnsoundDraft
 */
export function restoreUpdate(
  state: readonly Uint8Array[],
  target: DraftNode,
  clientId: number,
): RestoredText | null {
  assertSound(target)
  const shared = new Y.Doc()
  shared.transact(() => {
    for (const update of state) Y.applyUpdate(shared, update)
  })
  shared.clientID = clientId
  const changes: Uint8Array[] = []
  shared.on('update', (change: Uint8Array) => changes.push(change))
  const fragment = shared.getXmlFragment(DRAFT_FRAGMENT)
  shared.transact(() => reconcileChildren(fragment, sharedParts(target.content)))
  const placed: PlacedWords[] = []
  walkItems(fragment, ({ id, length, deleted }, position) => {
    if (!deleted && id.client === clientId) placed.push({ clock: id.clock, length, position })
  })
  shared.destroy()
  return changes[0] === undefined ? null : { update: changes[0], placed }
}

function reconcileChildren(parent: Y.XmlFragment | Y.XmlElement, wanted: SharedPart[]): void {
  const children = parent.toArray() as (Y.XmlElement | Y.XmlText)[]
  const steps = alignParts(
    children.map((child) => JSON.stringify(sharedShape(child))),
    wanted.map((part) => JSON.stringify(wantedShape(part))),
    likenessOf(children, wanted),
  )
  let index = 0
  for (const step of steps) {
    const part = step.to === null ? undefined : wanted[step.to]
    const child = step.from === null ? undefined : children[step.from]
    if (part === undefined) parent.delete(index, 1)
    else {
      if (child === undefined) parent.insert(index, newSharedChildren([part]))
      else if (!step.isEqual) reconcileChild(child, part)
      index += 1
    }
  }
}

/** Of two parts that could be the same one, what they share of their words decides. */
function likenessOf(
  children: readonly (Y.XmlElement | Y.XmlText)[],
  wanted: readonly SharedPart[],
): Likeness {
  const old: WordCounts[] = []
  const asked: WordCounts[] = []
  return (from, to) => {
    const child = children[from]
    const part = wanted[to]
    if (!canBecome(child, part) || part === undefined) return 0
    old[from] ??= countWords(sharedText(child, MAX_DEPTH))
    asked[to] ??= countWords(Array.isArray(part) ? wordsOf(part) : plainText(part))
    return 0.1 + wordLikeness(old[from], asked[to])
  }
}

function wordsOf(runs: readonly DraftNode[]): string {
  return runs.map((run) => run.text ?? '').join('')
}

function canBecome(
  child: Y.XmlElement | Y.XmlText | undefined,
  part: SharedPart | undefined,
): boolean {
  if (child instanceof Y.XmlText) return Array.isArray(part)
  return child !== undefined && !Array.isArray(part) && child.nodeName === part?.type
}

function reconcileChild(child: Y.XmlElement | Y.XmlText, part: SharedPart): void {
  if (child instanceof Y.XmlText) {
    if (Array.isArray(part)) reconcileTexts([child], part)
    return
  }
  if (Array.isArray(part)) return
  const wanted = storedAttributes(part.type, part.attrs)
  const element = child as unknown as Y.XmlElement<Record<string, string | number>>
  for (const name of Object.keys(element.getAttributes()))
    if (!(name in wanted)) element.removeAttribute(name)
  for (const [name, value] of Object.entries(wanted))
    if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  reconcileChildren(child, sharedParts(part.content))
}

type Shape = readonly unknown[]

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

/** Nothing sound lies deeper than the bound, so what does is unlike anything wanted. */
function sharedShape(child: Y.XmlElement | Y.XmlText, depth = 0): Shape {
  if (child instanceof Y.XmlText) return ['text', sharedRuns(child)]
  if (depth > MAX_DEPTH) return ['tooDeep']
  return [
    child.nodeName,
    Object.entries(child.getAttributes()).toSorted(byName),
    (child.toArray() as (Y.XmlElement | Y.XmlText)[]).map((inner) => sharedShape(inner, depth + 1)),
  ]
}

function wantedShape(part: SharedPart): Shape {
  if (Array.isArray(part)) return ['text', wantedRuns(part)]
  return [
    part.type,
    Object.entries(storedAttributes(part.type, part.attrs)).toSorted(byName),
    sharedParts(part.content).map(wantedShape),
  ]
}
