import { MAX_CLIENT_ID, MAX_CLOCK } from '../limits.ts'
import type { Deletion } from '../ports.ts'
import { FrameRefused } from '../refusals.ts'
import { DELETED, scanContent } from './scan-content.ts'
import type { StatedPlace } from './scan-content.ts'
import { StrictReader } from './strict-reader.ts'

/**
 * The structs of one client in an update, as far as they are new. Struct `i` ends before clock
 * `ends[i]` and needs what `deps` holds between `depEnds[i - 1]` and `depEnds[i]`: pairs of client
 * and clock. What it needs of its own client comes before it, or the update was refused.
 */
export interface Section {
  client: number
  /** Where the first new struct begins; at or before the known clock unless there is a gap. */
  from: number
  to: number
  ends: number[]
  deps: number[]
  depEnds: number[]
  /** Where each struct stands, as numbers: a frame may hold 200,000. To be read by `anchorAt`. */
  anchors: number[]
  /** Structs are left out between new ones, or before the first. */
  hasHole: boolean
  /** Some structs, or a part of the first, are known already. */
  hasKnown: boolean
}

export interface ScannedUpdate {
  /** Only clients with new structs, by descending id as Yjs writes them. */
  sections: Section[]
  /** At least one client's structs were known as a whole or in part. */
  hasKnown: boolean
  /** As the update names them, known ones included. */
  deletions: Deletion[]
  /** Where in the bytes the delete set begins. */
  deletionsAt: number
}

/** By what a struct says where it stands. */
export interface Anchor {
  kind: (typeof KINDS)[number]
  /** Of the struct beside which, or of the element in which it stands. */
  client: number
  clock: number
  /** What it says to stand before: its right origin. */
  before: { client: number; clock: number } | null
  /** Only its length is left. */
  isEmptied: boolean
}

const KINDS = ['beside', 'in', 'attributeOf', 'root', 'collected'] as const
const ANCHOR_NUMBERS = 6
const NOTHING = -1

function pushAnchor(section: Section, { kind, client, clock, before, isEmptied }: Anchor): void {
  section.anchors.push(
    KINDS.indexOf(kind),
    client,
    clock,
    before?.client ?? NOTHING,
    before?.clock ?? NOTHING,
    Number(isEmptied),
  )
}

/** By what the struct of this index says where it stands. */
export function anchorAt({ anchors }: Section, index: number): Anchor {
  const at = index * ANCHOR_NUMBERS
  const beforeClient = anchors[at + 3]!
  return {
    kind: KINDS[anchors[at]!]!,
    client: anchors[at + 1]!,
    clock: anchors[at + 2]!,
    before: beforeClient === NOTHING ? null : { client: beforeClient, clock: anchors[at + 4]! },
    isEmptied: anchors[at + 5] === 1,
  }
}

const GC = 0
const SKIP = 10
const HAS_ORIGIN = 128
const HAS_RIGHT_ORIGIN = 64
const HAS_PARENT_SUB = 32
const ROOT = 'default'
const MAX_KEY_BYTES = 256

/** How far a client is known: the next clock that would be new. */
export type Known = (client: number) => number

/**
 * Reads an update (v1) without creating what it describes. Throws FrameRefused for what Yjs would
 * not read, would read differently, or no draft may hold. Clients must come by descending id, each
 * once: every Yjs since 2020 writes so, and merging and diffing rely on it.
 */
export function scanUpdate(bytes: Uint8Array, known: Known): ScannedUpdate {
  const reader = new StrictReader(bytes)
  const sections: Section[] = []
  let hasKnown = false
  let previous = Infinity
  for (let left = reader.varUint(); left > 0; left--) {
    const section = scanSection(reader, known, previous)
    previous = section.client
    hasKnown ||= section.hasKnown
    if (section.ends.length > 0) sections.push(section)
  }
  const deletionsAt = reader.position
  const deletions = scanDeletions(reader)
  if (!reader.isAtEnd) throw new FrameRefused('malformed')
  return { sections, hasKnown, deletions, deletionsAt }
}

function scanSection(reader: StrictReader, known: Known, previous: number): Section {
  const count = reader.varUint()
  const client = reader.varUint()
  if (count === 0 || client >= previous || client > MAX_CLIENT_ID) {
    throw new FrameRefused('malformed')
  }
  const knownClock = known(client)
  const section: Section = {
    client,
    from: knownClock,
    to: knownClock,
    ends: [],
    deps: [],
    depEnds: [],
    anchors: [],
    hasHole: false,
    hasKnown: false,
  }
  let clock = reader.varUint()
  for (let i = 0; i < count; i++) clock = scanStruct(reader, section, clock, knownClock)
  return section
}

/** Answers the clock after the struct. */
function scanStruct(reader: StrictReader, section: Section, clock: number, known: number): number {
  const info = reader.byte()
  const kind = info & 31
  const depsBefore = section.deps.length
  let length: number
  let anchor = COLLECTED
  if (kind === GC || kind === SKIP) {
    if (info !== kind) throw new FrameRefused('malformed')
    length = reader.varUint()
  } else {
    const item = scanItem(reader, section, info, clock)
    length = item.length
    anchor = item.anchor
  }
  const end = clock + length
  if (length < 1 || end > MAX_CLOCK) throw new FrameRefused('malformed')
  if (kind === SKIP || end <= known) {
    section.deps.length = depsBefore
    section.hasKnown ||= kind !== SKIP
    return end
  }
  if (section.ends.length === 0) section.from = clock
  section.hasKnown ||= clock < known
  section.hasHole ||= clock > section.to
  section.to = end
  section.ends.push(end)
  section.depEnds.push(section.deps.length)
  // The rest of a struct whose beginning is known stands where that stands, whatever it says.
  const { client } = section
  const isRest = clock < known
  pushAnchor(section, isRest ? { ...anchor, kind: 'beside', client, clock: known - 1 } : anchor)
  return end
}

const NO_ID = { client: 0, clock: 0 }
const COLLECTED: Anchor = { kind: 'collected', ...NO_ID, before: null, isEmptied: true }

function scanItem(
  reader: StrictReader,
  section: Section,
  info: number,
  clock: number,
): { length: number; anchor: Anchor } {
  const place: StatedPlace = { isExplicit: false, isRoot: false, isAttribute: false }
  const left = info & HAS_ORIGIN ? scanId(reader, section, clock) : null
  const right = info & HAS_RIGHT_ORIGIN ? scanId(reader, section, clock) : null
  let id = left ?? right
  let kind: Anchor['kind'] = 'beside'
  if (id === null) {
    place.isExplicit = true
    place.isAttribute = (info & HAS_PARENT_SUB) !== 0
    place.isRoot = reader.varUint() === 1
    if (place.isRoot) {
      if (reader.string(MAX_KEY_BYTES) !== ROOT || place.isAttribute) {
        throw new FrameRefused('content')
      }
      kind = 'root'
      id = NO_ID
    } else {
      kind = place.isAttribute ? 'attributeOf' : 'in'
      id = scanId(reader, section, clock)
    }
    if (place.isAttribute) reader.string(MAX_KEY_BYTES)
  }
  const content = info & 31
  const anchor = { kind, ...id, before: right, isEmptied: content === DELETED }
  return { length: scanContent(reader, content, place), anchor }
}

function scanId(
  reader: StrictReader,
  section: Section,
  ownClock: number,
): { client: number; clock: number } {
  const client = reader.varUint()
  const clock = reader.varUint()
  if (clock >= MAX_CLOCK) throw new FrameRefused('malformed')
  if (client !== section.client) section.deps.push(client, clock)
  // The 18-byte bomb: Yjs takes what is its own client's for granted and throws (H2).
  else if (clock >= ownClock) throw new FrameRefused('circle')
  return { client, clock }
}

function scanDeletions(reader: StrictReader): Deletion[] {
  const deletions: Deletion[] = []
  for (let clients = reader.varUint(); clients > 0; clients--) {
    const client = reader.varUint()
    for (let left = reader.varUint(); left > 0; left--) {
      const clock = reader.varUint()
      const len = reader.varUint()
      if (len < 1 || clock + len > MAX_CLOCK) throw new FrameRefused('malformed')
      deletions.push({ client, clock, len })
    }
  }
  return deletions
}
