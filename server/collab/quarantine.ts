import { findOutside } from './admission/outside-needs.ts'
import { scanUpdate } from './admission/scan-update.ts'
import type { ScannedUpdate } from './admission/scan-update.ts'
import type { BadRow, StoredRow } from './ports.ts'

/** Whether the first `count` rows make a snapshot. */
export type Trial = (count: number) => Promise<boolean>

/**
 * The row that makes a draft unreadable, found by bisection: the last of the shortest beginning of
 * the rows that fails (rule C10). Null when the rows are sound, or when it is not them: not even
 * the snapshot alone can be read.
 */
export async function findBadRow(rows: readonly StoredRow[], trial: Trial): Promise<number | null> {
  if (rows.length === 0 || !(await trial(0)) || (await trial(rows.length))) return null
  let sound = 0
  let unsound = rows.length
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >>> 1
    if (await trial(middle)) sound = middle
    else unsound = middle
  }
  return rows[unsound - 1]!.seq
}

/**
 * These rows with all that hang on them: what continues their clients, was written at their
 * structs, or deletes them. What is left still hangs together.
 */
export function withDependents(
  snapshot: Uint8Array | null,
  rows: readonly StoredRow[],
  bad: ReadonlySet<number>,
): BadRow[] {
  const clocks = new Map<number, number>()
  const known = (client: number) => clocks.get(client) ?? 0
  const take = ({ sections }: ScannedUpdate) => {
    for (const { client, to } of sections) clocks.set(client, to)
  }
  if (snapshot) take(scanUpdate(snapshot, known))
  const found: BadRow[] = []
  for (const { seq, update } of rows) {
    const scanned = scanUpdate(update, known)
    if (!bad.has(seq) && !findOutside(scanned, known).isGap) take(scanned)
    else found.push(asBadRow(seq, update))
  }
  return found
}

function asBadRow(seq: number, update: Uint8Array): BadRow {
  // From the first struct on, whatever is known of the client: rows are trimmed to what was new.
  const { sections, deletions } = scanUpdate(update, () => 0)
  return {
    seq,
    structs: sections.map(({ client, from, to }) => ({ client, from, to })),
    deletions,
  }
}
