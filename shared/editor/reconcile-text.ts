import type * as Y from 'yjs'
import type { DraftNode } from './draft-node.ts'
import { wordEdits } from './word-edits.ts'
import { marksOf } from './write-fragment.ts'

interface Run {
  insert?: unknown
  attributes?: Record<string, unknown>
}

/** Runs as plain values, to compare a shared text with wanted text nodes. */
export function sharedRuns(text: Y.XmlText): unknown[] {
  return (text.toDelta() as Run[]).map((run) => [
    run.insert,
    Object.entries(run.attributes ?? {}).toSorted(byName),
  ])
}

export function wantedRuns(runs: readonly DraftNode[]): unknown[] {
  return runs.map((run) => [run.text, Object.entries(marksOf(run.marks)).toSorted(byName)])
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}

/**
 * Makes neighbouring shared texts read as `runs` together, by taking out the words that differ,
 * writing the wanted ones, and setting the marks that differ. Each character stays in its text:
 * moving it to another would double it when two people do so at once. Runs in a transaction.
 * `kept`: how many letters at both ends the change left alone, at most; the letters themselves do
 * not always say.
 */
export function reconcileTexts(
  texts: readonly Y.XmlText[],
  runs: readonly DraftNode[],
  kept = { start: Infinity, end: Infinity },
): void {
  const old = texts.map(wordsOf).join('')
  const wanted = runs.map((run) => run.text ?? '').join('')
  const { start, end } = commonRims(old, wanted, kept)
  const edits = wordEdits(
    old.slice(start, old.length - end),
    wanted.slice(start, wanted.length - end),
  )
  for (const edit of edits.toReversed()) {
    removeRange(texts, start + edit.from, start + edit.to)
    insertAt(texts, start + edit.from, edit.words)
  }
  let offset = 0
  for (const text of texts) {
    const { length } = text
    reconcileMarks(text, sliceRuns(runs, offset, offset + length))
    offset += length
  }
}

/** What is no string counts as one sign, as it does in the shared text's own length. */
function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as Run[])
    .map((run) => (typeof run.insert === 'string' ? run.insert : '\u0000'))
    .join('')
}

interface Rims {
  start: number
  end: number
}

/** Lengths of what both begin and end with; a pair of surrogates is never cut in two. */
function commonRims(old: string, wanted: string, most: Rims): Rims {
  const shorter = Math.min(old.length, wanted.length)
  let start = 0
  while (start < Math.min(shorter, most.start) && old[start] === wanted[start]) start += 1
  let end = 0
  const room = Math.min(shorter - start, most.end)
  while (end < room && old.at(-1 - end) === wanted.at(-1 - end)) end += 1
  if (isLowSurrogate(wanted, start) || isLowSurrogate(old, start)) start -= 1
  if (isLowSurrogate(wanted, wanted.length - end)) end -= 1
  return { start, end }
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return index > 0 && index < text.length && code >= 0xdc00 && code <= 0xdfff
}

function removeRange(texts: readonly Y.XmlText[], start: number, end: number): void {
  let offset = 0
  for (const text of texts) {
    const { length } = text
    const from = Math.max(start - offset, 0)
    const to = Math.min(end - offset, length)
    if (to > from) text.delete(from, to - from)
    offset += length
  }
}

function insertAt(texts: readonly Y.XmlText[], index: number, words: string): void {
  let offset = 0
  for (const [at, text] of texts.entries()) {
    const isHere = index <= offset + text.length || at === texts.length - 1
    if (isHere && words !== '') return text.insert(index - offset, words)
    offset += text.length
  }
}

function sliceRuns(runs: readonly DraftNode[], from: number, to: number): DraftNode[] {
  let offset = 0
  return runs.flatMap((run) => {
    const text = run.text ?? ''
    const part = text.slice(Math.max(from - offset, 0), Math.max(to - offset, 0))
    offset += text.length
    return part === '' ? [] : [{ ...run, text: part }]
  })
}

function reconcileMarks(text: Y.XmlText, runs: readonly DraftNode[]): void {
  if (JSON.stringify(sharedRuns(text)) === JSON.stringify(wantedRuns(runs))) return
  const present = (text.toDelta() as Run[]).flatMap((run) => Object.keys(run.attributes ?? {}))
  const cleared = Object.fromEntries(present.map((name) => [name, null]))
  text.applyDelta(
    runs.map((run) => ({
      retain: (run.text ?? '').length,
      attributes: { ...cleared, ...marksOf(run.marks) },
    })),
  )
}
