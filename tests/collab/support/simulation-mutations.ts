import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { scanUpdate } from '#server/collab/admission/scan-update.ts'
import type { AppendRow, DraftLog } from '#server/collab/ports.ts'
import { MESSAGE, SYNC } from '#server/collab/protocol.ts'
import type { InMemoryDraftLog } from './in-memory-draft-log.ts'
import type { SimulatedClient } from './simulated-client.ts'
import type { Theme } from './simulation-actions.ts'

/** What a fault changes; each hook sees what the real part would do. */
export interface Mutation {
  /** Between the engine and the storage's queue. */
  storage?: (inner: DraftLog) => DraftLog
  /** Between the storage's queue and the disk. */
  disk?: (inner: DraftLog, log: InMemoryDraftLog) => DraftLog
  /** What a kill does to the disk beyond the truth. */
  kill?: (log: InMemoryDraftLog) => void
  /** What becomes of a message on its way. */
  toClient?: Passage
  toServer?: Passage
  letsReaderWrite?: boolean
}

type Passage = (
  message: Uint8Array,
  client: SimulatedClient,
  all: SimulatedClient[],
) => Uint8Array[]

/** An error planted around the engine, by which the oracle is proved. */
export interface Fault {
  name: string
  /** Where it shows itself. */
  theme: Theme
  /** One for each run. */
  make(): Mutation
}

/** A log that does everything as `inner` does but what `changed` says. */
export function over(inner: DraftLog, changed: Partial<DraftLog>): DraftLog {
  return {
    load: (...given) => inner.load(...given),
    append: (...given) => inner.append(...given),
    compact: (...given) => inner.compact(...given),
    reserveClients: (...given) => inner.reserveClients(...given),
    quarantine: (...given) => inner.quarantine(...given),
    ...changed,
  }
}

export function syncOf(message: Uint8Array): { kind: number; payload: Uint8Array } | null {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return null
  return { kind: decoding.readVarUint(decoder), payload: decoding.readVarUint8Array(decoder) }
}

export function isChange(message: Uint8Array): boolean {
  const sync = syncOf(message)
  return sync !== null && sync.kind !== SYNC.step1
}

/** An update without the deletions that it names: they stand at its end. */
export function withoutDeletions(update: Uint8Array): Uint8Array {
  const { deletionsAt } = scanUpdate(update, () => 0)
  return Buffer.concat([update.subarray(0, deletionsAt), Uint8Array.of(0)])
}

/** Takes the last row back, with the clocks and credits that it brought. */
export function forgetLastRow(log: InMemoryDraftLog, known: Map<number, AppendRow>): void {
  const draft = log.draft('7')
  const row = known.get(draft.rows.pop()?.seq ?? -1)
  for (const { client, from } of row?.structs ?? []) {
    const bound = draft.clients.get(client)
    if (bound) bound.nextClock = from
  }
  draft.deletions.splice(draft.deletions.length - (row?.deletions.length ?? 0))
}

/** Types the last letters of the draft once more, as an editor without a CRDT would on coming back. */
export function doubleLastWord(log: InMemoryDraftLog): void {
  const draft = log.draft('7')
  const { snapshot, rows } = draft
  const doc = new Y.Doc()
  for (const update of snapshot
    ? [snapshot, ...rows.map((row) => row.update)]
    : rows.map((row) => row.update)) {
    Y.applyUpdate(doc, update)
  }
  const block = doc.getXmlFragment('default').toArray().at(-1) as Y.XmlElement | undefined
  const text = block?.get(0) as Y.XmlText | undefined
  if (!text || text.length === 0) return
  const before = Y.encodeStateVector(doc)
  doc.clientID = 7_000_000 + draft.lastSeq
  text.insert(text.length, [...text.toString()].at(-1)!)
  draft.rows.push({ seq: ++draft.lastSeq, update: Y.encodeStateAsUpdate(doc, before) })
  draft.clients.set(doc.clientID, { personId: 'person-ann', nextClock: 1 })
}

export function creditingTo(personId: string, inner: DraftLog, log: InMemoryDraftLog): DraftLog {
  return over(inner, {
    append: async (rows) => {
      const { deletions } = log.draft('7')
      const before = deletions.length
      const results = await inner.append(rows)
      for (const credit of deletions.slice(before)) credit.personId = personId
      return results
    },
  })
}
