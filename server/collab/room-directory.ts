import type { DraftId, StoredDraft } from './ports.ts'
import type { Refusal } from './refusals.ts'
import { Room } from './room.ts'
import type { RoomContext } from './room-context.ts'

interface Entry {
  users: number
  opening: Promise<Room | null>
  room: Room | null
}

/** A room in use; `release` it once, or it stays for ever. */
export interface RoomLease {
  room: Room
  release(): void
}

/** The rooms that are in use: at most one a draft, loaded once for all who come at the same time. */
export class RoomDirectory {
  readonly #entries = new Map<DraftId, Entry>()
  readonly #context: RoomContext

  constructor(context: RoomContext) {
    this.#context = context
  }

  get rooms(): Room[] {
    return [...this.#entries.values()].flatMap(({ room }) => room ?? [])
  }

  find(draftId: DraftId): Room | null {
    return this.#entries.get(draftId)?.room ?? null
  }

  /** Ends the draft's room, also one that is being loaded. */
  evict(draftId: DraftId, reason: Refusal): void {
    const entry = this.#entries.get(draftId)
    // Who waits for it loads it once more: what was read may be older than the reason.
    if (entry?.room) entry.room.end(reason)
    else void entry?.opening.then((room) => room?.end(reason)).catch(() => undefined)
  }

  /** null when there is no such draft. Rejects when it cannot be loaded. */
  async lease(draftId: DraftId): Promise<RoomLease | null> {
    const entry = this.#entries.get(draftId) ?? this.#open(draftId)
    entry.users++
    const release = () => {
      entry.users--
      this.#letGo(draftId, entry)
    }
    const room = await entry.opening
    if (!room) {
      release()
      return null
    }
    if (room.isGone) return this.lease(draftId)
    return { room, release }
  }

  /** Something ended in the room. */
  mayBeIdle(room: Room): void {
    const entry = this.#entries.get(room.draftId)
    if (entry?.room === room) this.#letGo(room.draftId, entry)
  }

  #open(draftId: DraftId): Entry {
    const opening = this.#context.log.load(draftId).then((stored) => {
      if (stored) entry.room = this.#build(draftId, stored)
      return entry.room
    })
    const entry: Entry = { users: 0, opening, room: null }
    this.#entries.set(draftId, entry)
    opening.catch(() => {
      if (this.#entries.get(draftId) === entry) this.#entries.delete(draftId)
    })
    return entry
  }

  #build(draftId: DraftId, stored: StoredDraft): Room {
    const room = new Room(draftId, stored, this.#context)
    this.#context.metrics.roomOpened()
    return room
  }

  #letGo(draftId: DraftId, entry: Entry): void {
    const { room, users } = entry
    if (this.#entries.get(draftId) !== entry) return
    if (room ? !room.isGone && (users > 0 || !room.isIdle) : users > 0) return
    this.#entries.delete(draftId)
    if (!room) return
    room.care.stop()
    this.#context.metrics.roomClosed()
  }
}
