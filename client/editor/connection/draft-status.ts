/** Why the server will have no more of this connection; the editor turns it into words. */
export type RefusalReason =
  | 'signedOut'
  | 'withdrawn'
  | 'notFound'
  | 'schema'
  | 'tooLarge'
  | 'changeTooLarge'
  | 'conflict'
  | 'broken'

/** Why the server asks to come back later (1013), where that is worth a word to the reader. */
type BusyReason = 'tooFast' | 'tooManyConnections'

/** What may be said of the text's safety, and nothing more than that (H4). */
export type DraftStatus =
  | { kind: 'connecting' }
  | { kind: 'saving' }
  /** Milliseconds, of the moment when the server last said so. */
  | { kind: 'saved'; at: number }
  /**
   * `isKept`: the text is also on this device and survives a reload. `why`: the server is there, and
   * says later.
   */
  | { kind: 'offline'; isKept: boolean; hasUnsaved: boolean; why: BusyReason | null }
  /** `reason` as the server gave it, such as `notDrafter`; `storage`: what was written is sent later. */
  | { kind: 'readOnly'; reason: string; isKept: boolean; hasUnsaved: boolean }
  | { kind: 'refused'; reason: RefusalReason; hasUnsaved: boolean }

export interface StatusFacts {
  isConnected: boolean
  /** The first attempt has not failed yet. */
  isFirstAttempt: boolean
  isSettled: boolean
  hasUnsaved: boolean
  savedAt: number | null
  isKept: boolean
  /** The copy on the device holds all that was typed. */
  isWritten: boolean
  denied: string | null
  refusal: RefusalReason | null
  busy: BusyReason | null
}

export function statusOf(facts: StatusFacts): DraftStatus {
  const { hasUnsaved, isKept } = facts
  if (facts.refusal !== null) return { kind: 'refused', reason: facts.refusal, hasUnsaved }
  if (facts.denied !== null) return { kind: 'readOnly', reason: facts.denied, isKept, hasUnsaved }
  if (!facts.isConnected) {
    if (facts.isFirstAttempt) return { kind: 'connecting' }
    // "Kept on this device" is as little said too early as "Saved".
    if (isKept && !facts.isWritten) return { kind: 'saving' }
    return { kind: 'offline', isKept, hasUnsaved, why: facts.busy }
  }
  if (facts.isSettled && facts.savedAt !== null) return { kind: 'saved', at: facts.savedAt }
  return hasUnsaved ? { kind: 'saving' } : { kind: 'connecting' }
}

/** What a close code and its word mean; null where one may come back and try again. */
export function refusalOf(code: number, word: string): RefusalReason | 'stale' | null {
  switch (code) {
    case 4401:
      return 'signedOut'
    case 4403:
      return word === 'origin' ? 'broken' : 'withdrawn'
    case 4404:
      return 'notFound'
    case 4409:
      return word === 'schema' ? 'schema' : 'stale'
    // A message or a draft past its bound stays past it, however often it is sent.
    case 1009:
      return word === 'frameTooLarge' ? 'changeTooLarge' : 'tooLarge'
    default:
      return code >= 4400 && code < 4500 ? 'broken' : null
  }
}

/** What a 1013 is for, where it will be the same again for a while. */
export function busyOf(code: number, word: string): BusyReason | null {
  if (code !== 1013) return null
  return word === 'tooFast' || word === 'tooManyConnections' ? word : null
}
