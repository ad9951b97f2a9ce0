/** Every bound of the engine in one place (rule C9). Bytes unless said otherwise. */
export interface Limits {
  /** One message of a connection. */
  message: number
  /** Snapshot and rows of a draft; frames that only delete are still accepted at the bound. */
  draft: number
  /** The awareness state of one client, as JSON. */
  awareness: number
  connectionsPerPerson: number
  connectionsPerDraft: number
  /** Sustained bytes per second of one connection … */
  bytesPerSecond: number
  /** … and what it may send at once. Not below `message`. */
  burst: number
  /** Client ids that nobody had used before, in one frame and over one connection. */
  newClientsPerFrame: number
  newClientsPerConnection: number
  /** Above this much unsent output presence is left out, above `terminateAbove` the socket ends. */
  dropPresenceAbove: number
  terminateAbove: number
  /** Frames of one connection that wait for something that is not stored. */
  gapsPerConnection: number
  /** Rows after which a draft is compacted; and when the last connection leaves. */
  compactAfterRows: number
  compactOnLeaveRows: number
  /** Milliseconds, these and the following. From the start of one batch of rows to the next. */
  commitPace: number
  commitDeadline: number
  compactionDeadline: number
  /** For reading one large frame or draft in a worker. */
  readingDeadline: number
  /** A room in which text may have lost its paragraph is compacted when it was quiet so long (H6). */
  quietBeforeCare: number
  /** At least so long between two compactions that a client brought about (H21). */
  betweenExact: number
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  message: 4 * MIB,
  draft: 16 * MIB,
  awareness: 4 * 1024,
  connectionsPerPerson: 32,
  connectionsPerDraft: 256,
  bytesPerSecond: MIB,
  burst: 8 * MIB,
  newClientsPerFrame: 16,
  newClientsPerConnection: 64,
  dropPresenceAbove: MIB,
  terminateAbove: 8 * MIB,
  gapsPerConnection: 64,
  compactAfterRows: 300,
  compactOnLeaveRows: 20,
  commitPace: 20,
  commitDeadline: 30_000,
  compactionDeadline: 30_000,
  readingDeadline: 10_000,
  quietBeforeCare: 10_000,
  betweenExact: 5_000,
}

/** Yjs draws client ids from 32 bits; a little more is accepted, what SQL and numbers can hold. */
export const MAX_CLIENT_ID = Number.MAX_SAFE_INTEGER
/** Structs and deletions of one frame. */
export const MAX_STRUCTS = 200_000

/** Exclusive. */
export const MAX_CLOCK = 2 ** 40

/** Of an element below the root. Editor and export hold to less (H5); this keeps Yjs whole. */
export const MAX_DEPTH = 100
