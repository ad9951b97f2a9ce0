import type {
  Actor,
  AppendRefusal,
  AppendResult,
  AppendRow,
  BadRow,
  DraftId,
  DraftLog,
  OrphanText,
  PersonId,
  StoredDraft,
  StoredRow,
} from '#server/collab/ports.ts'

interface Draft {
  epoch: string
  snapshot: Uint8Array | null
  rows: StoredRow[]
  clients: Map<number, { personId: PersonId | null; nextClock: number }>
  earlierClients: number[]
  isFrozen: boolean
  lastSeq: number
  /** Rows ever stored: H21 counts them. */
  rowsEver: number
  deletions: { personId: PersonId; client: number; clock: number; len: number }[]
  orphans: OrphanText[]
  quarantined: (BadRow & { failure: string })[]
}

/**
 * The storage as ports.ts describes it, in memory. Appends can be held back, refused and cut off,
 * as a disk, a rights change and a SIGKILL would.
 */
export class InMemoryDraftLog implements DraftLog {
  readonly drafts = new Map<DraftId, Draft>()
  /** Who may write, by actor; unknown actors may. */
  readonly denied = new Set<Actor>()
  refuseWith: AppendRefusal | null = null
  isBroken = false
  maxBytes = Infinity
  #held: (() => void)[] | null = null

  create(draftId: DraftId, epoch = 'e1'): Draft {
    const draft: Draft = {
      epoch,
      snapshot: null,
      rows: [],
      clients: new Map(),
      earlierClients: [],
      isFrozen: false,
      lastSeq: 0,
      rowsEver: 0,
      deletions: [],
      orphans: [],
      quarantined: [],
    }
    this.drafts.set(draftId, draft)
    return draft
  }

  draft(draftId: DraftId): Draft {
    const draft = this.drafts.get(draftId)
    if (!draft) throw new Error(`no draft ${draftId}`)
    return draft
  }

  /** Appends wait from now on, until `release`. */
  hold(): void {
    this.#held ??= []
  }

  get heldCount(): number {
    return this.#held?.length ?? 0
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = null
    for (const proceed of held) proceed()
  }

  /** What was held back never happens and is never answered. */
  cutOff(): void {
    this.#held = null
  }

  async load(draftId: DraftId): Promise<StoredDraft | null> {
    if (this.isBroken) throw new Error('the disk is gone')
    const draft = this.drafts.get(draftId)
    if (!draft) return null
    return {
      epoch: draft.epoch,
      snapshot: draft.snapshot,
      rows: [...draft.rows],
      clients: [...draft.clients].map(([clientId, { personId, nextClock }]) => {
        return { clientId, personId, nextClock }
      }),
      earlierClients: draft.earlierClients,
    }
  }

  async append(rows: AppendRow[]): Promise<AppendResult[]> {
    if (this.#held) await new Promise<void>((resolve) => this.#held!.push(resolve))
    if (this.isBroken) throw new Error('the disk is gone')
    return rows.map((row) => this.#appendOne(row))
  }

  async compact(
    draftId: DraftId,
    { epoch, snapshot, seqs, orphans }: Parameters<DraftLog['compact']>[1],
  ): Promise<void> {
    if (this.isBroken) throw new Error('the disk is gone')
    const draft = this.draft(draftId)
    if (draft.epoch !== epoch) throw new Error('another epoch')
    draft.snapshot = snapshot
    const merged = new Set(seqs)
    draft.rows = draft.rows.filter(({ seq }) => !merged.has(seq))
    draft.orphans.push(...orphans)
  }

  async quarantine(
    draftId: DraftId,
    { epoch, failure, rows }: Parameters<DraftLog['quarantine']>[1],
  ): Promise<void> {
    if (this.isBroken) throw new Error('the disk is gone')
    const draft = this.draft(draftId)
    if (draft.epoch !== epoch) throw new Error('another epoch')
    const seqs = new Set(rows.map(({ seq }) => seq))
    draft.rows = draft.rows.filter(({ seq }) => !seqs.has(seq))
    for (const row of rows) {
      draft.quarantined.push({ ...row, failure })
      for (const { client, from } of row.structs) {
        const nextClock = Math.min(draft.clients.get(client)?.nextClock ?? from, from)
        draft.clients.set(client, { personId: null, nextClock })
      }
      draft.deletions = draft.deletions.filter(
        (made) =>
          !row.deletions.some((gone) => gone.client === made.client && gone.clock === made.clock),
      )
    }
  }

  async reserveClients(draftId: DraftId, personId: PersonId, clientIds: number[]) {
    if (this.isBroken) throw new Error('the disk is gone')
    const { clients } = this.draft(draftId)
    const foreign = clientIds.filter((id) => (clients.get(id)?.personId ?? personId) !== personId)
    for (const id of clientIds) if (!clients.has(id)) clients.set(id, { personId, nextClock: 0 })
    return { foreign }
  }

  #appendOne(row: AppendRow): AppendResult {
    const draft = this.draft(row.draftId)
    const code = this.refuseWith ?? this.#refusal(draft, row)
    if (code) return { ok: false, code }
    for (const { client, to } of row.structs) {
      draft.clients.set(client, { personId: row.personId, nextClock: to })
    }
    const { personId } = row
    draft.deletions.push(...row.deletions.map((deletion) => ({ personId, ...deletion })))
    draft.rowsEver++
    const seq = ++draft.lastSeq
    draft.rows.push({ seq, update: Uint8Array.from(row.bytes) })
    return { ok: true, seq }
  }

  #refusal(draft: Draft, row: AppendRow): AppendRefusal | null {
    if (this.denied.has(row.actor)) return 'denied'
    if (draft.isFrozen) return 'frozen'
    if (draft.epoch !== row.epoch) return 'epoch'
    const clock = (client: number) => draft.clients.get(client)?.nextClock ?? 0
    for (const { client } of row.structs) {
      const bound = draft.clients.get(client)
      if (bound && bound.personId !== row.personId) return 'identity'
    }
    if (row.structs.some(({ client, from }) => clock(client) !== from)) return 'gap'
    if (row.needs.some((need) => clock(need.client) < need.clock)) return 'gap'
    const bytes = draft.rows.reduce((sum, { update }) => sum + update.length, row.bytes.length)
    return row.structs.length > 0 && bytes > this.maxBytes ? 'tooLarge' : null
  }
}
