import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { CollabMetrics } from '#server/collab/ports.ts'

const milliseconds = [0.5, 1, 2, 5, 10, 25, 50, 100, 250, 1000]

/** The engine's counters, as Prometheus reads them. No ids: drafts and persons stay unnamed. */
export function collabMetrics(registry: Registry): CollabMetrics {
  const registers = [registry]
  const rooms = new Gauge({
    name: 'plenary_collab_rooms',
    help: 'Drafts in whose room somebody is',
    registers,
  })
  const connections = new Gauge({
    name: 'plenary_collab_connections',
    help: 'Open co-editing connections',
    registers,
  })
  const refusals = new Counter({
    name: 'plenary_collab_refusals_total',
    help: 'Connections and frames refused, by reason',
    labelNames: ['reason'],
    registers,
  })
  const commits = new Histogram({
    name: 'plenary_collab_commit_milliseconds',
    help: 'From handing a batch of rows to the storage to its durable commit',
    buckets: milliseconds,
    registers,
  })
  const rows = new Histogram({
    name: 'plenary_collab_batch_rows',
    help: 'Rows of a batch',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  })
  const bytes = new Counter({
    name: 'plenary_collab_bytes_total',
    help: 'Bytes of stored rows',
    registers,
  })
  const compactions = new Counter({
    name: 'plenary_collab_compactions_total',
    help: 'Compactions',
    registers,
  })
  const failures = new Counter({
    name: 'plenary_collab_compaction_failures_total',
    help: 'Compactions that failed; their rows were kept',
    registers,
  })
  const quarantines = new Counter({
    name: 'plenary_collab_quarantined_rows_total',
    help: 'Rows taken out because they made a draft unreadable',
    registers,
  })
  const propagation = new Histogram({
    name: 'plenary_collab_propagation_milliseconds',
    help: 'From the arrival of a change to its being shown to the others, stored in between',
    buckets: milliseconds,
    registers,
  })
  return {
    roomOpened: () => rooms.inc(),
    roomClosed: () => rooms.dec(),
    connectionOpened: () => connections.inc(),
    connectionClosed: () => connections.dec(),
    refused: (reason) => refusals.inc({ reason }),
    committed: (batch) => {
      commits.observe(batch.ms)
      rows.observe(batch.rows)
      bytes.inc(batch.bytes)
    },
    compacted: () => compactions.inc(),
    compactionFailed: () => failures.inc(),
    quarantined: (count) => quarantines.inc(count),
    propagated: (ms) => propagation.observe(ms),
  }
}
