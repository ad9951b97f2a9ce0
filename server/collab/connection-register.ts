import type { Gate } from './gate.ts'
import type { AccessChange, Admitted, DraftAccess, PersonId, Refused } from './ports.ts'
import type { RoomContext } from './room-context.ts'

/** Milliseconds between two looks at who was silent or is to be kept alive. */
const TICK = 5_000

/** Who is connected; asks again whether they may be when something changed (rule C7). */
export class ConnectionRegister {
  readonly #gates = new Set<Gate>()
  readonly #access: DraftAccess
  readonly #context: RoomContext
  readonly #unsubscribe: () => void
  /** Which question about a gate was the last one: answers to earlier ones are out of date. */
  readonly #lastQuestion = new WeakMap<Gate, number>()
  #questions = 0
  #changes = 0
  #cancelTick: () => void

  constructor(access: DraftAccess, context: RoomContext) {
    this.#access = access
    this.#context = context
    this.#unsubscribe = access.onChange((change) => {
      this.#changes++
      this.recheck([...this.#gates].filter((gate) => concerns(change, gate)))
    })
    this.#cancelTick = context.clock.after(TICK, () => this.#tick())
  }

  get size(): number {
    return this.#gates.size
  }

  /** How many changes of rights there were: to see whether one came in between. */
  get changes(): number {
    return this.#changes
  }

  countOf(personId: PersonId): number {
    let count = 0
    for (const gate of this.#gates) if (gate.person.id === personId) count++
    return count
  }

  add(gate: Gate): void {
    this.#gates.add(gate)
    this.#context.metrics.connectionOpened()
  }

  remove(gate: Gate): void {
    if (this.#gates.delete(gate)) this.#context.metrics.connectionClosed()
  }

  recheck(gates: Gate[]): void {
    for (const gate of gates) void this.#ask(gate)
  }

  close(): void {
    this.#unsubscribe()
    this.#cancelTick()
    for (const gate of this.#gates) gate.close('shutdown')
  }

  async #ask(gate: Gate): Promise<void> {
    const question = ++this.#questions
    this.#lastQuestion.set(gate, question)
    let answer: Admitted | Refused
    try {
      answer = await this.#access.refresh(gate.admitted.actor, gate.room.draftId)
    } catch (error) {
      // Nobody stays whose rights cannot be told.
      this.#context.logger.error({ error }, 'rights could not be read again')
      return gate.close('storage')
    }
    if (this.#lastQuestion.get(gate) !== question) return
    if (answer.outcome === 'admitted') gate.readmit(answer)
    else gate.close(answer.code === 'notFound' ? 'withdrawn' : answer.code)
  }

  #tick(): void {
    for (const gate of this.#gates) gate.tick()
    this.#cancelTick = this.#context.clock.after(TICK, () => this.#tick())
  }
}

function concerns(change: AccessChange, gate: Gate): boolean {
  if ('all' in change) return true
  if ('draftId' in change) return gate.room.draftId === change.draftId
  if ('personId' in change) return gate.person.id === change.personId
  return gate.admitted.sessionId === change.sessionId
}
