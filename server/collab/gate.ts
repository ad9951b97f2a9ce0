import { Allowance } from './allowance.ts'
import { ChangeDesk } from './change-desk.ts'
import type { DeskOwner } from './change-desk.ts'
import { readInbound } from './inbound.ts'
import type { AnnouncedState, Inbound } from './inbound.ts'
import { Outbox } from './outbox.ts'
import type { Admitted, PresentPerson } from './ports.ts'
import { encodeDenied, encodeStored, encodeSync, SYNC } from './protocol.ts'
import { FrameRefused } from './refusals.ts'
import type { Refusal } from './refusals.ts'
import type { Room, RoomConnection } from './room.ts'
import type { RoomContext } from './room-context.ts'
import { waitsForStorage } from './storage-trouble.ts'
import type { Transport } from './transport.ts'

/**
 * One connection to one draft, whatever carries its frames. Frames are handled strictly in order;
 * the next one waits where one must wait. Nothing is thrown out of here.
 */
export class Gate implements RoomConnection, DeskOwner {
  readonly room: Room
  readonly #context: RoomContext
  readonly #outbox: Outbox
  readonly #desk: ChangeDesk
  readonly #allowance: Allowance
  readonly #wantsStored: boolean
  readonly #inbox: Uint8Array[] = []
  readonly #onEnd: (gate: Gate) => void
  #admitted: Admitted
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
    this.#desk = new ChangeDesk(room, context, this)
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
    this.askForChanges()
    this.#outbox.sendPresence(this.room.presence.stateFor(this))
    // Told before anything is typed in vain (rule C12).
    if (waitsForStorage(this.#admitted)) this.tellDenied(this.#admitted.reason ?? 'denied')
  }

  // What the client sends.

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
        return this.#answer(inbound.vector)
      case 'change':
        return this.#desk.take(inbound.update, inbound.isStep2)
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
  #answer(vector: ReadonlyMap<number, number>): Promise<void> | null {
    if (this.room.isOfEarlierEpoch(vector.keys())) this.close('epoch')
    if (this.#isEnded) return null
    const parts = this.room.lackedBy(vector)
    if (parts instanceof Promise) return parts.then((late) => this.#sendLacked(late))
    this.#sendLacked(parts)
    return null
  }

  #sendLacked(parts: Uint8Array[]): void {
    if (this.#isEnded) return
    const messages = parts.map((part, index) =>
      encodeSync(index === parts.length - 1 ? SYNC.step2 : SYNC.update, part),
    )
    this.#outbox.sendWhole(messages)
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

  // What the room and the desk tell.

  sendChange(message: Uint8Array): void {
    this.#outbox.send(message)
  }

  sendPresence(message: Uint8Array): void {
    this.#outbox.sendPresence(message)
  }

  stateAdvanced(): void {
    this.#desk.review()
  }

  tellStored(count: number): void {
    if (this.#wantsStored) this.#outbox.send(encodeStored(count))
  }

  tellDenied(reason: string): void {
    this.#outbox.send(encodeDenied(reason))
  }

  askForChanges(): void {
    this.#outbox.send(encodeSync(SYNC.step1, this.room.state.encodedVector()))
  }

  // Rights, time and the end.

  /** The answer to the question whether this person may still be here (rule C7). */
  readmit(admitted: Admitted): void {
    if (this.#isEnded) return
    const couldWrite = this.#admitted.canWrite
    this.#admitted = admitted
    // A right that was taken and given again before anybody asked: a freeze and its end.
    const isBack = admitted.canWrite && this.#desk.isRefused
    if (admitted.canWrite !== couldWrite || isBack) return this.close('rights')
    this.room.presence.renew(this)
  }

  /** Called every few seconds: pings, keep-alives (rule C9). */
  tick(): void {
    if (!this.#outbox.tick()) this.#terminate()
  }

  close(reason: Refusal): void {
    if (this.#isEnded) return
    this.#context.metrics.refused(reason)
    this.#end()
    this.#outbox.close(reason)
  }

  /** The other side is gone. */
  closed(): void {
    if (!this.#isEnded) this.#end()
  }

  #terminate(): void {
    this.#end()
    this.#outbox.terminate()
  }

  #end(): void {
    this.#isEnded = true
    this.#inbox.length = 0
    this.#desk.close()
    this.room.connections.delete(this)
    this.room.presence.leave(this)
    this.#onEnd(this)
  }
}
