import { dayOf } from '../../ui/time-format.ts'
import type { DraftVersion } from './shown-draft.ts'

/** A version by itself, or several that were kept automatically one after the other. */
export type VersionEntry = { version: DraftVersion } | { automatic: DraftVersion[] }

export interface VersionDay {
  /** `2007-12-04`, in the reader's zone; the recorded date where that is all that is known. */
  day: string
  newest: DraftVersion
  entries: VersionEntry[]
}

/** Versions under their days, in the order given (newest first). One automatic version stands by
 * itself, more of them in a row are folded. */
export function versionsByDay(versions: readonly DraftVersion[], timeZone: string): VersionDay[] {
  const days: VersionDay[] = []
  for (const version of versions) {
    const day = version.date ?? dayOf(version.createdAt, timeZone)
    const last = days.at(-1)
    if (last?.day === day) addTo(last.entries, version)
    else days.push({ day, newest: version, entries: [entryOf(version)] })
  }
  return days
}

function entryOf(version: DraftVersion): VersionEntry {
  return version.kind === 'automatic' ? { automatic: [version] } : { version }
}

function addTo(entries: VersionEntry[], version: DraftVersion): void {
  const last = entries.at(-1)
  if (version.kind === 'automatic' && last && 'automatic' in last) last.automatic.push(version)
  else entries.push(entryOf(version))
}
