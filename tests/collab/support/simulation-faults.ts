import * as Y from 'yjs'
import type { AppendResult, AppendRow } from '#server/collab/ports.ts'
import { encodeStored, encodeSync, SYNC } from '#server/collab/protocol.ts'
import {
  creditingTo,
  doubleLastWord,
  forgetLastRow,
  isChange,
  over,
  syncOf,
  withoutDeletions,
} from './simulation-mutations.ts'
import type { Fault } from './simulation-mutations.ts'

let fakeSeq = 1_000_000

/**
 * Small mutations of what the engine stands on or says, each an error that co-editing servers have
 * made. The oracle must see every one of them in most seeds, or it proves nothing.
 */
export const FAULTS: Fault[] = [
  {
    name: 'acknowledges what arrives, stored or not',
    theme: 'disk',
    make: () => {
      const counts = new WeakMap<object, number>()
      return {
        toServer: (message, { connection }) => {
          if (connection && isChange(message)) {
            const count = (counts.get(connection) ?? 0) + 1
            counts.set(connection, count)
            connection.toClient.push(encodeStored(count))
          }
          return [message]
        },
      }
    },
  },
  {
    name: 'acknowledges and shows while the commit is under way',
    theme: 'crashes',
    make: () => ({
      storage: (inner) =>
        over(inner, {
          append: async (rows) => {
            inner.append(rows).catch(() => undefined)
            return rows.map(() => ({ ok: true, seq: fakeSeq++ }))
          },
        }),
    }),
  },
  {
    name: 'shows to others what is not stored yet',
    theme: 'disk',
    make: () => ({
      toServer: (message, from, all) => {
        if (from.token !== 'rea' && from.token !== 'oda' && isChange(message)) {
          const update = encodeSync(SYNC.update, syncOf(message)!.payload)
          for (const { connection } of all) {
            if (connection && connection !== from.connection) connection.toClient.push(update)
          }
        }
        return [message]
      },
    }),
  },
  {
    name: 'takes a failed commit for a commit',
    theme: 'disk',
    make: () => ({
      storage: (inner) =>
        over(inner, {
          append: (rows) =>
            inner.append(rows).catch(() => rows.map(() => ({ ok: true, seq: fakeSeq++ }))),
        }),
    }),
  },
  {
    name: 'loses the last row in a crash, as without fsync',
    theme: 'crashes',
    make: () => {
      const known = new Map<number, AppendRow>()
      return {
        disk: (inner) =>
          over(inner, {
            append: async (rows) => {
              const results = await inner.append(rows)
              results.forEach((result, at) => result.ok && known.set(result.seq, rows[at]!))
              return results
            },
          }),
        kill: (log) => forgetLastRow(log, known),
      }
    },
  },
  {
    name: 'drops a row now and then and calls it stored',
    theme: 'coming',
    make: () => {
      let count = 0
      return {
        disk: (inner, log) =>
          over(inner, {
            append: async (rows) => {
              const results: AppendResult[] = []
              for (const row of rows) {
                if (row.structs.length === 0 || ++count % 3 !== 0) {
                  results.push(...(await inner.append([row])))
                  continue
                }
                for (const { client, to } of row.structs) {
                  log.draft('7').clients.set(client, { personId: row.personId, nextClock: to })
                }
                results.push({ ok: true, seq: fakeSeq++ })
              }
              return results
            },
          }),
      }
    },
  },
  {
    name: 'stores rows without what they delete',
    theme: 'mixed',
    make: () => ({
      disk: (inner) =>
        over(inner, {
          append: (rows) =>
            inner.append(
              rows.map((row) => ({ ...row, deletions: [], bytes: withoutDeletions(row.bytes) })),
            ),
        }),
    }),
  },
  {
    name: 'applies the last word once more after a crash',
    theme: 'crashes',
    make: () => ({ kill: doubleLastWord }),
  },
  {
    name: 'deletes rows that came during a compaction',
    theme: 'compaction',
    make: () => ({
      disk: (inner, log) =>
        over(inner, {
          compact: (draftId, compacted) => {
            const seqs = log.draft('7').rows.map(({ seq }) => seq)
            return inner.compact(draftId, { ...compacted, seqs })
          },
        }),
    }),
  },
  {
    name: 'compacts away text whose paragraph was replaced',
    theme: 'rewriting',
    make: () => ({
      storage: (inner) =>
        over(inner, {
          compact: (draftId, compacted) => inner.compact(draftId, { ...compacted, orphans: [] }),
        }),
    }),
  },
  {
    name: 'lets a row through a freeze',
    theme: 'freezes',
    make: () => ({
      disk: (inner, log) =>
        over(inner, {
          append: async (rows) => {
            const draft = log.draft('7')
            const { isFrozen } = draft
            draft.isFrozen = false
            const results = await inner.append(rows)
            draft.isFrozen = isFrozen
            return results
          },
        }),
    }),
  },
  { name: 'lets a reader write', theme: 'mixed', make: () => ({ letsReaderWrite: true }) },
  {
    name: 'credits deletions to a reader',
    theme: 'mixed',
    make: () => ({ disk: (inner, log) => creditingTo('person-rea', inner, log) }),
  },
  {
    name: 'credits deletions to another writer',
    theme: 'mixed',
    make: () => ({ disk: (inner, log) => creditingTo('person-bob', inner, log) }),
  },
  {
    name: 'credits text to another writer',
    theme: 'mixed',
    make: () => ({
      disk: (inner, log) =>
        over(inner, {
          append: async (rows) => {
            const results = await inner.append(rows)
            for (const { structs } of rows) {
              for (const { client } of structs) {
                const bound = log.draft('7').clients.get(client)
                if (bound) bound.personId = 'person-bob'
              }
            }
            return results
          },
        }),
    }),
  },
  {
    name: 'asks nobody for what it lacks',
    theme: 'mixed',
    make: () => ({
      toClient: (message, { doc }) =>
        syncOf(message)?.kind === SYNC.step1
          ? [encodeSync(SYNC.step1, Y.encodeStateVector(doc))]
          : [message],
    }),
  },
  {
    name: 'forgets to show somebody a change',
    theme: 'coming',
    make: () => {
      let count = 0
      return {
        toClient: (message, { token }) =>
          token === 'bob' && syncOf(message)?.kind === SYNC.update && ++count % 2 === 0
            ? []
            : [message],
      }
    },
  },
  {
    name: 'answers step 1 without deletions',
    theme: 'crashes',
    make: () => ({
      toClient: (message) => {
        const sync = syncOf(message)
        return sync?.kind === SYNC.step2
          ? [encodeSync(SYNC.step2, withoutDeletions(sync.payload))]
          : [message]
      },
    }),
  },
]
