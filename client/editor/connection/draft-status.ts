/** Why the server will have no more of this connection; the editor turns it into words. */
export type RefusalReason =
  | 'signedOut'
  | 'withdrawn'
  | 'notFound'
  | 'schema'
  | 'tooLarge'
  | 'conflict'
  | 'broken'

/** What may be said of the text's safety, and nothing more than that (H4). */
export type DraftStatus =
  | { kind: 'connecting' }
  | { kind: 'saving' }
  /** Milliseconds, of the moment when the server last said so. */
  | { kind: 'saved'; at: number }
  /** `isKept`: the text is also on this device and survives a reload. */
  | { kind: 'offline'; isKept: boolean; hasUnsaved: boolean }
  /** `reason` as the server gave it, such as `notDrafter`. */
  | { kind: 'readOnly'; reason: string; hasUnsaved: boolean }
  | { kind: 'refused'; reason: RefusalReason; hasUnsaved: boolean }

export interface StatusFacts {
  isConnected: boolean
  /** The first attempt has not failed yet. */
  isFirstAttempt: boolean
  isSettled: boolean
  hasUnsaved: boolean
  savedAt: number | null
  isKept: boolean
  denied: string | null
  refusal: RefusalReason | null
}

export function statusOf(facts: StatusFacts): DraftStatus {
  const { hasUnsaved } = facts
  if (facts.refusal !== null) return { kind: 'refused', reason: facts.refusal, hasUnsaved }
  if (facts.denied !== null) return { kind: 'readOnly', reason: facts.denied, hasUnsaved }
  if (!facts.isConnected)
    return facts.isFirstAttempt
      ? { kind: 'connecting' }
      : { kind: 'offline', isKept: facts.isKept, hasUnsaved }
  if (facts.isSettled && facts.savedAt !== null) return { kind: 'saved', at: facts.savedAt }
  return hasUnsaved ? { kind: 'saving' } : { kind: 'connecting' }
}

/** What a close code and its word mean; null where one may come back and try again. */
export function refusalOf(code: number, word: string): RefusalReason | 'stale' | null {
  switch (code) {
    case 4401:
      return 'signedOut'
    case 4403:
      return 'withdrawn'
    case 4404:
      return 'notFound'
    case 4409:
      return word === 'schema' ? 'schema' : 'stale'
    // A message or a draft past its bound stays past it, however often it is sent.
    case 1009:
      return 'tooLarge'
    default:
      return code >= 4400 && code < 4500 ? 'broken' : null
  }
}
