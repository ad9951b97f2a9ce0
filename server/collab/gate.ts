import type { Verdict } from './admission/admit.ts'
import { Acknowledgements } from './acknowledgements.ts'
import { Allowance } from './allowance.ts'
import { GapList } from './gap-list.ts'
import { readInbound } from './inbound.ts'
import type { AnnouncedState, Inbound } from './inbound.ts'
import { Outbox } from './outbox.ts'
import type { Admitted, AppendResult, PresentPerson } from './ports.ts'
import { encodeDenied, encodeStored, encodeSync, SYNC } from './protocol.ts'
import { FrameRefused } from './refusals.ts'
import type { Refusal } from './refusals.ts'
import type { NewVerdict, Room, RoomConnection } from './room.ts'
import type { RoomContext } from './room-context.ts'
import type { Transport } from './transport.ts'

/**
 * One connection to one draft, whatever carries its frames. Frames are handled strictly in order;
 * the next one waits where one must wait. Nothing is thrown out of here.
 */
export class Gate implements RoomConnection {
  readonly room: Room
  readonly #context: RoomContext
  readonly #outbox: Outbox
  readonly #wantsStored: boolean
  readonly #allowance: Allowance
  readonly #acks = new Acknowledgements()
  readonly #gaps = new GapList()
  readonly #inbox: Uint8Array[] = []
  readonly #onEnd: (gate: Gate) => void
  #admitted: Admitted
  #newClients = 0
  #awarenessId: number | null = null
  #isBusy = false
  #isEnded = false

  constructor(
    context: RoomContext,
    room: Room,
    admitted: Admitted,
    transport: Transport,
    options: { wantsStored: boolean; onEnd: (gate: Gate) => void },
  ) {
    this.#context = context
    this.room = room
    this.#admitted = admitted
    this.#outbox = new Outbox(transport, context.limits, context.clock)
    this.#wantsStored = options.wantsStored
    this.#onEnd = options.onEnd
    const { bytesPerSecond, burst } = context.limits
    this.#allowance = new Allowance(bytesPerSecond, burst, context.clock)
  }

  get person(): PresentPerson {
    return this.#admitted.person
  }

  get admitted(): Admitted {
    return this.#admitted
  }

  /** Joins the room and asks for what the client has: the committed vector only (H4). */
  open(): void {
    this.room.connections.add(this)
    this.#askForChanges()
    this.#outbox.sendPresence(this.room.presence.stateFor(this))
  }

  // ---- what the client sends

  receive(message: Uint8Array): void {
    if (this.#isEnded) return
    // Before a byte is read (rule C9).
    if (message.length > this.#context.limits.message) return this.close('frameTooLarge')
    if (!this.#allowance.take(message.length)) return this.close('tooFast')
    this.#inbox.push(message)
    if (!this.#isBusy) void this.#work()
  }

  alive(): void {
    this.#outbox.alive()
  }

  async #work(): Promise<void> {
    this.#isBusy = true
    for (let next = this.#inbox.shift(); next && !this.#isEnded; next = this.#inbox.shift()) {
      try {
        const waiting = this.#handle(readInbound(next, this.#awarenessId))
        if (waiting) await waiting
      } catch (error) {
        if (!(error instanceof FrameRefused)) {
          this.#context.logger.error({ error }, 'a frame could not be handled')
        }
        this.close(error instanceof FrameRefused ? error.reason : 'stale')
      }
    }
    this.#isBusy = false
  }

  #handle(inbound: Inbound): Promise<void> | null {
    switch (inbound.kind) {
      case 'step1':
        this.#answer(inbound.vector)
        return null
      case 'change':
        return this.#change(inbound.update, inbound.isStep2, this.#acks.open())
      case 'presence':
        for (const state of inbound.states) this.#announce(state)
        return null
      case 'whoIsHere':
        this.#outbox.sendPresence(this.room.presence.stateFor(this))
        return null
      case 'unknown':
        return null
    }
  }

  /** `synced` is true on the other side after the last part: then it has all (rule C1). */
  #answer(vector: ReadonlyMap<number, number>): void {
    if (this.room.isOfEarlierEpoch(vector.keys())) return this.close('epoch')
    const parts = this.room.state.lackedBy(vector)
    const messages = parts.map((part, index) =>
      encodeSync(index === parts.length - 1 ? SYNC.step2 : SYNC.update, part),
    )
    this.#outbox.sendWhole(messages)
  }

  #change(update: Uint8Array, isStep2: boolean, frame: number): Promise<void> | null {
    const verdict = this.room.judge(update)
    if (this.room.state.isExact || !this.#looksWhole(verdict, isStep2)) {
      this.#decide(verdict, frame)
      return null
    }
    return this.room.makeExact().then(() => {
      if (!this.#isEnded) this.#decide(this.room.judge(update), frame)
    })
  }

  /** A client's whole delete set may name what Yjs deleted by itself: look closely (H21). */
  #looksWhole(verdict: Verdict, isStep2: boolean): boolean {
    if (verdict.kind !== 'new' || verdict.change.deletions.length === 0) return false
    const isReader = !this.#admitted.canWrite && verdict.change.structs.length === 0
    return isStep2 || verdict.isWhole || isReader
  }

  #decide(verdict: Verdict, frame: number): void {
    if (verdict.kind === 'contained') {
      this.room.rows.whenSettled((hasRefusal) => {
        if (hasRefusal) this.close('stale')
        else this.#count(frame)
      })
    } else if (this.room.isOfEarlierEpoch(clientsOf(verdict))) this.close('epoch')
    else if (!this.#admitted.canWrite) this.#deny(frame)
    else if (verdict.kind === 'gap') this.#setAside(verdict, frame)
    else this.#store(verdict, frame)
  }

  #store(verdict: NewVerdict, frame: number): void {
    const refusal = this.#claim(verdict) ?? this.#outgrows(verdict)
    if (refusal) return this.close(refusal)
    const author = { actor: this.#admitted.actor, personId: this.person.id }
    this.room.push(author, verdict, this, (result) => this.#settled(result, frame))
  }

  #claim({ change: { structs } }: NewVerdict): Refusal | null {
    const { claims } = this.room
    const fresh = structs.filter(({ client }) => !claims.isTaken(client)).length
    const { newClientsPerFrame, newClientsPerConnection } = this.#context.limits
    this.#newClients += fresh
    if (fresh > newClientsPerFrame || this.#newClients > newClientsPerConnection) {
      return 'tooManyClients'
    }
    const isOwn = structs.every(({ client }) => claims.claim(client, this.person.id))
    return isOwn ? null : 'identity'
  }

  /** A draft at its bound can still be made smaller. */
  #outgrows({ change: { structs, bytes } }: NewVerdict): Refusal | null {
    const size = this.room.size + bytes.length
    return structs.length > 0 && size > this.#context.limits.draft ? 'draftTooLarge' : null
  }

  #settled(result: AppendResult, frame: number): void {
    if (this.#isEnded) return
    if (result.ok) return this.#count(frame)
    switch (result.code) {
      case 'denied':
      case 'frozen':
        this.#admitted = { ...this.#admitted, canWrite: false, reason: result.code }
        return this.#deny(frame)
      case 'epoch':
      case 'identity':
      case 'storage':
        return this.close(result.code)
      case 'tooLarge':
        return this.close('draftTooLarge')
      case 'gap':
        return this.room.end('stale')
    }
  }

  #setAside(gap: Extract<Verdict, { kind: 'gap' }>, frame: number): void {
    this.#gaps.add(frame, gap.needs, gap.extent)
    if (this.#gaps.size > this.#context.limits.gapsPerConnection) return this.close('tooManyGaps')
    // Once a gap: a client that has nothing more would answer step 1 with the same for ever.
    if (this.#gaps.size === 1) this.#askForChanges()
  }

  #deny(frame: number): void {
    this.#acks.stopAt(frame)
    this.#context.metrics.refused('denied')
    this.#outbox.send(encodeDenied(this.#admitted.reason ?? 'denied'))
  }

  #announce({ client, state }: AnnouncedState): void {
    // Stock clients send back the states of others (rule C6): one id is this connection's own.
    if (this.#awarenessId !== null && this.#awarenessId !== client) return
    if (state === undefined) throw new FrameRefused('awarenessTooLarge')
    const { claims, presence } = this.room
    if (state !== null && !claims.claim(client, this.person.id)) return
    if (state !== null) this.#awarenessId = client
    presence.announce(this, client, state, claims.isDurable(client))
  }

  // ---- what the room tells

  sendChange(update: Uint8Array): void {
    this.#outbox.send(encodeSync(SYNC.update, update))
  }

  sendPresence(message: Uint8Array): void {
    this.#outbox.sendPresence(message)
  }

  stateAdvanced(): void {
    if (this.#gaps.size === 0) return
    const { stored, ask } = this.#gaps.review(this.room.state)
    for (const frame of stored) this.#count(frame)
    if (ask) this.#askForChanges()
  }

  dismiss(reason: Refusal): void {
    this.close(reason)
  }

  // ---- rights and time

  /** The answer to the question whether this person may still be here (rule C7). */
  readmit(admitted: Admitted): void {
    if (this.#isEnded) return
    const mayWriteBefore = this.#admitted.canWrite
    this.#admitted = admitted
    if (admitted.canWrite !== mayWriteBefore) return this.close('rights')
    this.room.presence.renew(this)
  }

  /** Called every few seconds: pings, keep-alives (rule C9). */
  tick(): void {
    if (!this.#outbox.tick()) this.terminate()
  }

  close(reason: Refusal): void {
    if (this.#isEnded) return
    this.#context.metrics.refused(reason)
    this.#end()
    this.#outbox.close(reason)
  }

  terminate(): void {
    if (this.#isEnded) return
    this.#end()
    this.#outbox.terminate()
  }

  /** The other side is gone. */
  closed(): void {
    if (!this.#isEnded) this.#end()
  }

  #end(): void {
    this.#isEnded = true
    this.#inbox.length = 0
    this.room.connections.delete(this)
    this.room.presence.leave(this)
    this.#onEnd(this)
  }

  #count(frame: number): void {
    if (this.#isEnded || !this.#acks.mark(frame) || !this.#wantsStored) return
    this.#outbox.send(encodeStored(this.#acks.stored))
  }

  #askForChanges(): void {
    this.#outbox.send(encodeSync(SYNC.step1, this.room.state.encodedVector()))
  }
}

function clientsOf(verdict: Exclude<Verdict, { kind: 'contained' }>): Set<number> {
  const { needs } = verdict.kind === 'gap' ? verdict : verdict.change
  const clocks = verdict.kind === 'gap' ? verdict.extent.clocks : verdict.change.structs
  const { deletions } = verdict.kind === 'gap' ? verdict.extent : verdict.change
  return new Set([...needs, ...clocks, ...deletions].map(({ client }) => client))
}
