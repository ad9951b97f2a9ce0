import { equalRuns } from './equal-runs.ts'

/** `words` in the place of what stands from `from` to `to` (exclusive). */
export interface WordEdit {
  from: number
  to: number
  words: string
}

/** Words whole and all else sign by sign, so that no pair of surrogates is cut. */
const TOKENS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+|[^]/gu
const SIGNS = /[\p{L}\p{N}]/gu
/** What two texts both have in fewer letters than this holds nothing together between long edits. */
const FEW_LETTERS = 4
const LONG_EDIT = 12

/** The words in which two texts differ, in order. */
export function wordEdits(old: string, wanted: string): WordEdit[] {
  if (old === wanted) return []
  if (old === '' || wanted === '') return [{ from: 0, to: old.length, words: wanted }]
  const from = old.match(TOKENS) ?? []
  const to = wanted.match(TOKENS) ?? []
  const edits: (WordEdit & { kept: string })[] = []
  let [oldAt, newAt, place] = [0, 0, 0]
  for (const run of [...equalRuns(from, to), { from: from.length, to: to.length, length: 0 }]) {
    const removed = from.slice(oldAt, run.from).join('')
    const words = to.slice(newAt, run.to).join('')
    const kept = from.slice(run.from, run.from + run.length).join('')
    edits.push({ from: place, to: place + removed.length, words, kept })
    place += removed.length + kept.length
    oldAt = run.from + run.length
    newAt = run.to + run.length
  }
  return joinedEdits(edits)
}

/** `kept`: what stands on both sides behind each edit, and stays if it can hold the two apart. */
function joinedEdits(edits: (WordEdit & { kept: string })[]): WordEdit[] {
  const joined: WordEdit[] = []
  let between = ''
  for (const { from, to, words, kept } of edits) {
    const last = joined.at(-1)
    if (last && !holds(between, last, { from, to, words })) {
      last.words += between + words
      last.to = to
    } else joined.push({ from, to, words })
    between = kept
  }
  return joined.filter(({ from, to, words }) => to > from || words !== '')
}

function holds(kept: string, before: WordEdit, after: WordEdit): boolean {
  const letters = kept.match(SIGNS)?.length ?? 0
  const sizeOf = ({ from, to, words }: WordEdit) => Math.max(to - from, words.length)
  if (sizeOf(before) === 0 || sizeOf(after) === 0) return true
  if (letters === 0) return false
  return letters >= FEW_LETTERS || Math.min(sizeOf(before), sizeOf(after)) < LONG_EDIT
}
