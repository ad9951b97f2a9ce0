import type { DraftStatus } from '../connection/draft-status.ts'

/** Why one may not write, as the server says it: the draft's page beforehand, or message 2 (C7 d). */
const REASONS = [
  'reads',
  'notDrafter',
  'circulated',
  'underSilence',
  'agreed',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
  'archived',
  'noText',
  'guest',
  'denied',
  'frozen',
  'storage',
] as const

type Reason = (typeof REASONS)[number] | 'other'

/** Where the words of a status stand in the catalogue `editor`; `status.saved` wants `time`. */
export function statusKey(status: DraftStatus) {
  switch (status.kind) {
    case 'readOnly':
      if (status.reason === 'storage' && !status.isKept) return 'readOnly.storageNotKept'
      return `readOnly.${reasonOf(status.reason)}` as const
    case 'refused':
      return `refused.${status.reason}` as const
    case 'offline':
      if (status.why !== null) return `busy.${status.why}` as const
      return status.isKept ? 'status.offlineKept' : 'status.offline'
    case 'connecting':
    case 'saving':
    case 'saved':
      return `status.${status.kind}` as const
  }
}

/** The server's word where there are words for it, else the plain one. */
function reasonOf(reason: string): Reason {
  return REASONS.find((known) => known === reason) ?? 'other'
}
