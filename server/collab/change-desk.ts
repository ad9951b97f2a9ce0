import type { Verdict } from './admission/admit.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { GapList } from './gap-list.ts'
import type { Admitted, AppendResult } from './ports.ts'
import type { Refusal } from './refusals.ts'
import type { NewVerdict, Room } from './room.ts'
import type { RoomContext } from './room-context.ts'

/** The connection behind a desk. */
export interface DeskOwner {
  readonly admitted: Admitted
  close(reason: Refusal): void
  /** The first `count` sync frames are durable. */
  tellStored(count: number): void
  /** Message 2. */
  tellDenied(reason: string): void
  /** Step 1: send what is not stored yet. */
  askForChanges(): void
}

/** A step 2 or an update, as it came. */
interface Frame {
  /** Counted by the acknowledgements. */
  number: number
  update: Uint8Array
  isStep2: boolean
  /** Real time in milliseconds. */
  arrivedAt: number
}

/**
 * Takes the step 2 and update frames of one connection: what each would change, whether it may,
 * and when it counts as stored (rules C2 to C5).
 */
export class ChangeDesk {
  readonly #room: Room
  readonly #context: RoomContext
  readonly #owner: DeskOwner
  readonly #acks = new Acknowledgements()
  readonly #gaps = new GapList()
  #newClients = 0
  /** Why the storage refused a row: the rights that were asked for at the door are out of date. */
  #refusedAs: string | null = null
  #isTellingStored = false
  #isClosed = false

  constructor(room: Room, context: RoomContext, owner: DeskOwner) {
    this.#room = room
    this.#context = context
    this.#owner = owner
  }

  /** The storage refused what the door had allowed. */
  get isRefused(): boolean {
    return this.#refusedAs !== null
  }

  get #mayWrite(): boolean {
    return this.#owner.admitted.canWrite && !this.isRefused
  }

  /** Throws FrameRefused, or rejects with it. A promise when the next frame must wait. */
  take(update: Uint8Array, isStep2: boolean): Promise<void> | null {
    const frame: Frame = {
      number: this.#acks.open(),
      update,
      isStep2,
      arrivedAt: this.#context.clock.now(),
    }
    const verdict = this.#room.judge(update)
    if (!(verdict instanceof Promise)) return this.#judged(verdict, frame)
    return verdict.then((late) => this.#judged(late, frame) ?? undefined)
  }

  #judged(verdict: Verdict, frame: Frame): Promise<void> | null {
    if (this.#isClosed) return null
    if (this.#room.state.isExact || !this.#looksWhole(verdict, frame.isStep2)) {
      this.#decide(verdict, frame)
      return null
    }
    return this.#judgeExactly(frame)
  }

  async #judgeExactly(frame: Frame): Promise<void> {
    await this.#room.care.makeExact()
    if (this.#isClosed) return
    const verdict = await this.#room.judge(frame.update)
    if (!this.#isClosed) this.#decide(verdict, frame)
  }

  /** Something was stored: what waited for it may count now, or be asked for. */
  review(): void {
    if (this.#gaps.size === 0) return
    const { stored, ask } = this.#gaps.review(this.#room.state)
    for (const frame of stored) this.#count(frame)
    if (ask) this.#owner.askForChanges()
  }

  close(): void {
    this.#isClosed = true
  }

  /** A client's whole delete set may name what Yjs deleted by itself: look closely (H21). */
  #looksWhole(verdict: Verdict, isStep2: boolean): boolean {
    if (verdict.kind !== 'new' || verdict.change.deletions.length === 0) return false
    const onlyDeletes = verdict.change.structs.length === 0
    return isStep2 || verdict.isWhole || (onlyDeletes && !this.#mayWrite)
  }

  #decide(verdict: Verdict, frame: Frame): void {
    const { number } = frame
    if (verdict.kind === 'contained') {
      this.#room.rows.whenSettled((hasRefusal) => this.#contained(number, hasRefusal))
    } else if (this.#room.isOfEarlierEpoch(clientsOf(verdict))) this.#owner.close('epoch')
    else if (!this.#mayWrite) this.#deny(number)
    else if (verdict.kind === 'gap') this.#setAside(verdict, number)
    else this.#store(verdict, frame)
  }

  #contained(frame: number, hasRefusal: boolean): void {
    if (!hasRefusal) return this.#count(frame)
    // It may hang on a row of another connection that is not there now.
    if (!this.#acks.isStoppedBefore(frame)) this.#owner.close('stale')
  }

  #store(verdict: NewVerdict, { number, isStep2, arrivedAt }: Frame): void {
    const refusal = this.#claim(verdict) ?? this.#outgrows(verdict)
    if (refusal) return this.#owner.close(refusal)
    const { actor, person } = this.#owner.admitted
    const author = { actor, personId: person.id }
    const isReturn = isStep2 && verdict.change.structs.length > 0
    const source = { source: this.#owner, isReturn, arrivedAt }
    this.#room.push(author, verdict, source, (result) => this.#settled(result, number))
  }

  #claim({ change: { structs } }: NewVerdict): Refusal | null {
    const { claims } = this.#room
    const { newClientsPerFrame, newClientsPerConnection } = this.#context.limits
    const fresh = structs.filter(({ client }) => !claims.isTaken(client)).length
    this.#newClients += fresh
    if (fresh > newClientsPerFrame || this.#newClients > newClientsPerConnection) {
      return 'tooManyClients'
    }
    const personId = this.#owner.admitted.person.id
    return structs.every(({ client }) => claims.claim(client, personId)) ? null : 'identity'
  }

  /** A draft at its bound can still be made smaller. */
  #outgrows({ change: { structs, bytes } }: NewVerdict): Refusal | null {
    const size = this.#room.size + bytes.length
    return structs.length > 0 && size > this.#context.limits.draft ? 'draftTooLarge' : null
  }

  #settled(result: AppendResult, frame: number): void {
    if (this.#isClosed) return
    if (result.ok) return this.#count(frame)
    switch (result.code) {
      case 'denied':
      case 'frozen':
        this.#refusedAs = result.code
        return this.#deny(frame)
      case 'epoch':
      case 'identity':
      case 'storage':
        return this.#owner.close(result.code)
      case 'tooLarge':
        return this.#owner.close('draftTooLarge')
      case 'gap':
        return this.#room.end('stale')
    }
  }

  #setAside(gap: Extract<Verdict, { kind: 'gap' }>, frame: number): void {
    this.#gaps.add(frame, gap.needs, gap.extent)
    if (this.#gaps.size > this.#context.limits.gapsPerConnection) {
      return this.#owner.close('tooManyGaps')
    }
    // Once: a client that has nothing more would answer step 1 with the same for ever.
    if (this.#gaps.size === 1) this.#owner.askForChanges()
  }

  #deny(frame: number): void {
    this.#acks.stopAt(frame)
    this.#context.metrics.refused('denied')
    this.#owner.tellDenied(this.#refusedAs ?? this.#owner.admitted.reason ?? 'denied')
  }

  /** One acknowledgement for all that a batch made durable. */
  #count(frame: number): void {
    if (!this.#acks.mark(frame) || this.#isTellingStored) return
    this.#isTellingStored = true
    queueMicrotask(() => {
      this.#isTellingStored = false
      if (!this.#isClosed) this.#owner.tellStored(this.#acks.stored)
    })
  }
}

function clientsOf(verdict: Exclude<Verdict, { kind: 'contained' }>): Set<number> {
  const { needs } = verdict.kind === 'gap' ? verdict : verdict.change
  const clocks = verdict.kind === 'gap' ? verdict.extent.clocks : verdict.change.structs
  const { deletions } = verdict.kind === 'gap' ? verdict.extent : verdict.change
  return new Set([...needs, ...clocks, ...deletions].map(({ client }) => client))
}
