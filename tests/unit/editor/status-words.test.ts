import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '#shared/contracts/contract.ts'
import { whyReadOnly } from '#shared/contracts/drafts.ts'
import { closeCodeOf } from '#server/collab/close-codes.ts'
import type { Refusal } from '#server/collab/refusals.ts'
import {
  busyOf,
  type DraftStatus,
  refusalOf,
  statusOf,
} from '../../../client/editor/connection/draft-status.ts'
import { statusKey } from '../../../client/editor/draft/status-words.ts'

/** What the editor shows when the server ends a connection so. Typed, so that none can be left out. */
const SHOWN: Record<Refusal, string> = {
  malformed: 'refused.broken',
  circle: 'refused.broken',
  tooManyClients: 'refused.broken',
  origin: 'refused.broken',
  noSession: 'refused.signedOut',
  notFound: 'refused.notFound',
  withdrawn: 'refused.withdrawn',
  schema: 'refused.schema',
  frameTooLarge: 'refused.changeTooLarge',
  draftTooLarge: 'refused.tooLarge',
  awarenessTooLarge: 'refused.tooLarge',
  // The text is offered as a copy in a dialog, and a fresh one is opened.
  epoch: 'the copy',
  identity: 'the copy',
  content: 'the copy',
  // Over in a moment, or said by what comes next.
  rights: 'status.offlineKept',
  storage: 'status.offlineKept',
  stale: 'status.offlineKept',
  shutdown: 'status.offlineKept',
  outOfOrder: 'status.offlineKept',
  tooManyGaps: 'status.offlineKept',
  tooFast: 'busy.tooFast',
  tooManyConnections: 'busy.tooManyConnections',
}

const away = {
  isConnected: false,
  isFirstAttempt: false,
  isSettled: false,
  hasUnsaved: true,
  savedAt: null,
  isKept: true,
  isWritten: true,
  denied: null,
}

function shownAfter(reason: Refusal): string {
  const code = closeCodeOf(reason)
  const refusal = refusalOf(code, reason)
  if (refusal === 'stale') return 'the copy'
  return statusKey(statusOf({ ...away, refusal, busy: busyOf(code, reason) }))
}

/** A catalogue as `refused.broken → words`. */
function wordsOf(language: string): Record<string, unknown> {
  const file = path.resolve(import.meta.dirname, `../../../client/i18n/${language}/editor.json`)
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object | string>
  return Object.fromEntries(
    Object.entries(catalogue).flatMap(([name, inner]) =>
      Object.entries(inner).map(([key, words]) => [`${name}.${key}`, words]),
    ),
  )
}

test('every reason for which the server ends a connection is said in words', () => {
  const reasons = Object.keys(SHOWN) as Refusal[]
  expect(Object.fromEntries(reasons.map((reason) => [reason, shownAfter(reason)]))).toEqual(SHOWN)
})

const readOnly = [...whyReadOnly.options, 'denied', 'frozen', 'storage'].map(
  (reason): DraftStatus => ({ kind: 'readOnly', reason, isKept: true, hasUnsaved: true }),
)

test('every reason for which one may not write has words of its own', () => {
  const keys = readOnly.map((status) => statusKey(status))
  expect(keys).not.toContain('readOnly.other')
  expect(new Set(keys).size).toBe(keys.length)
  const unknown = { ...readOnly[0], reason: 'news' } as DraftStatus
  expect(statusKey(unknown)).toBe('readOnly.other')
})

test.each(languages)('the state of a text can be read in %s', (language) => {
  const words = wordsOf(language)
  const keys = [
    ...Object.values(SHOWN).filter((key) => key !== 'the copy'),
    ...readOnly.map((status) => statusKey(status)),
    ...['connecting', 'saving', 'saved', 'offline', 'offlineKept'].map((key) => `status.${key}`),
    'readOnly.other',
    'refused.conflict',
  ]
  expect(keys.filter((key) => typeof words[key] !== 'string')).toEqual([])
})
