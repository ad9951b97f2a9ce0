import * as Y from 'yjs'
import { MAX_STRUCTS } from '../limits.ts'
import type { AppendRow, ClientRange, Deletion, Need } from '../ports.ts'
import { FrameRefused } from '../refusals.ts'
import { encodeDeletions } from './deletion-index.ts'
import { walkIntegration } from './integration-walk.ts'
import type { PlaceEntry } from './integration-walk.ts'
import { findOutside } from './outside-needs.ts'
import type { Place } from './place-index.ts'
import { scanUpdate } from './scan-update.ts'
import type { Known, ScannedUpdate } from './scan-update.ts'

/** What admission asks of the room: stored state and queued rows together. */
export interface Standing {
  known: Known
  /** The parts of a deletion that neither a stored nor a queued row made. */
  missingDeletions(deletion: Deletion): Deletion[]
  placeOf(client: number, clock: number): Place
}

/** What a frame would bring, had its place been there. Counted once the stored state has it. */
export interface Extent {
  clocks: Need[]
  deletions: Deletion[]
}

export type Verdict =
  /** All of it is stored or queued. */
  | { kind: 'contained' }
  /** `isWhole`: it also carries known deletions, as a client's whole delete set does. */
  | {
      kind: 'new'
      change: Pick<AppendRow, 'bytes' | 'structs' | 'deletions' | 'needs'>
      places: PlaceEntry[]
      isWhole: boolean
    }
  /** It hangs on something that is not there. */
  | { kind: 'gap'; needs: Need[]; extent: Extent }

/**
 * What a Yjs update means for a room, decided without creating a Yjs object (rule C2). Throws
 * FrameRefused. The bytes of a `new` verdict hold nothing that was known before.
 */
export function admit(bytes: Uint8Array, standing: Standing): Verdict {
  const update = scanUpdate(bytes, standing.known)
  const structCount = update.sections.reduce((sum, { ends }) => sum + ends.length, 0)
  if (structCount + update.deletions.length > MAX_STRUCTS) throw new FrameRefused('frameTooLarge')
  const deletions = update.deletions.flatMap((deletion) => standing.missingDeletions(deletion))
  if (update.sections.length === 0 && deletions.length === 0) return { kind: 'contained' }
  const outside = findOutside({ ...update, deletions }, standing.known)
  if (outside.isGap) {
    const clocks = update.sections.map(({ client, to }) => ({ client, clock: to }))
    return { kind: 'gap', needs: outside.needs, extent: { clocks, deletions } }
  }
  const walk = walkIntegration(update.sections, standing.known, standing.placeOf)
  const isLive = (range: ClientRange) => !isCovered(range, update.deletions)
  if (walk.isTorn || walk.longValues.some(isLive)) throw new FrameRefused('content')
  const known = lengthOf(update.deletions) > lengthOf(deletions)
  const structs = update.sections.map(({ client, to }) => {
    return { client, from: standing.known(client), to }
  })
  return {
    kind: 'new',
    change: {
      bytes: trim(bytes, update, known ? deletions : null, standing.known),
      structs,
      deletions,
      needs: outside.needs,
    },
    places: walk.places,
    isWhole: known,
  }
}

function isCovered({ client, from, to }: ClientRange, deletions: Deletion[]): boolean {
  const ofClient = deletions.filter((deletion) => deletion.client === client)
  let covered = from
  for (const { clock, len } of ofClient.toSorted((a, b) => a.clock - b.clock)) {
    if (clock <= covered) covered = Math.max(covered, clock + len)
  }
  return covered >= to
}

function lengthOf(deletions: Deletion[]): number {
  return deletions.reduce((sum, { len }) => sum + len, 0)
}

const NO_STRUCTS = Uint8Array.of(0)

/**
 * The update without what is known. A client that comes back sends the whole delete set with its
 * first new letter: storing that would add up to 100 kB a reconnect (H21).
 */
function trim(
  bytes: Uint8Array,
  update: ScannedUpdate,
  onlyDeletions: Deletion[] | null,
  known: Known,
): Uint8Array {
  if (!update.hasKnown && onlyDeletions === null) return bytes
  let structs = bytes.subarray(0, update.deletionsAt)
  if (update.sections.length === 0) structs = NO_STRUCTS
  else if (update.hasKnown) structs = withoutKnown(bytes, known)
  const deletions = onlyDeletions
    ? encodeDeletions(onlyDeletions)
    : bytes.subarray(update.deletionsAt)
  return Buffer.concat([structs, deletions])
}

/** The structs of an admitted update from the known clocks on. */
function withoutKnown(bytes: Uint8Array, known: Known): Uint8Array {
  const vector = new Map<number, number>()
  const everything = scanUpdate(bytes, () => 0)
  for (const { client } of everything.sections) vector.set(client, known(client))
  const diff = Y.diffUpdate(bytes, Y.encodeStateVector(vector))
  return diff.subarray(0, scanUpdate(diff, () => 0).deletionsAt)
}
