import type { z } from 'zod'
import type { whyReadOnly } from '../contracts/drafts.ts'
import { can } from './rights.ts'
import type { Subject } from './subject.ts'
import { accessTo, isAtLeast, type Viewer } from './viewer.ts'

export type WhyReadOnly = z.output<typeof whyReadOnly>

const states = new Set<string>([
  'circulated',
  'underSilence',
  'agreed',
  'tabled',
  'endorsed',
  'issued',
  'withdrawn',
])

/** Why `viewer` may not write this draft, for the words beside "Read-only"; null: they may. */
export function whyNotWrite(viewer: Viewer, subject: Subject): WhyReadOnly | null {
  if (viewer.scopes !== null && !viewer.scopes.includes('draft')) return 'reads'
  if (can('draft.edit', viewer, subject) === null) return null
  if (!subject.draft?.hasText) return 'noText'
  if (states.has(subject.draft.state)) return subject.draft.state as WhyReadOnly
  if (subject.isSpaceArchived) return 'archived'
  const access = accessTo(viewer, subject.spaceId)
  if (!access && !viewer.offices.includes(subject.groupId)) return 'guest'
  return isAtLeast(access?.role ?? null, 'takesPart') ? 'notDrafter' : 'reads'
}
