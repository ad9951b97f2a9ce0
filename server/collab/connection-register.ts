import type { Gate } from './gate.ts'
import type { AccessChange, Admitted, DraftAccess, PersonId, Refused } from './ports.ts'
import type { RoomContext } from './room-context.ts'
import { waitsForStorage, whileUnhealthy } from './storage-trouble.ts'

/** Milliseconds between two looks at who was silent or is to be kept alive. */
const TICK = 5_000

/** Who is connected; asks again whether they may be when something changed (rule C7). */
export class ConnectionRegister {
  readonly #gates = new Set<Gate>()
  readonly #countByPerson = new Map<PersonId, number>()
  readonly #access: DraftAccess
  readonly #context: RoomContext
  readonly #unsubscribes: (() => void)[]
  /** Which question about a gate was the last one: answers to earlier ones are out of date. */
  readonly #lastQuestion = new WeakMap<Gate, number>()
  #questions = 0
  #changes = 0
  #cancelTick: () => void

  constructor(access: DraftAccess, context: RoomContext) {
    this.#access = access
    this.#context = context
    this.#unsubscribes = [
      access.onChange((change) => {
        this.#changes++
        this.recheck([...this.#gates].filter((gate) => concerns(change, gate)))
      }),
      context.health.onHealth((isHealthy) => this.#healthChanged(isHealthy)),
    ]
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
    return this.#countByPerson.get(personId) ?? 0
  }

  add(gate: Gate): void {
    this.#gates.add(gate)
    this.#countByPerson.set(gate.person.id, this.countOf(gate.person.id) + 1)
    this.#context.metrics.connectionOpened()
  }

  remove(gate: Gate): void {
    if (!this.#gates.delete(gate)) return
    const left = this.countOf(gate.person.id) - 1
    if (left > 0) this.#countByPerson.set(gate.person.id, left)
    else this.#countByPerson.delete(gate.person.id)
    this.#context.metrics.connectionClosed()
  }

  recheck(gates: Gate[]): void {
    for (const gate of gates) void this.#ask(gate)
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe()
    this.#cancelTick()
    for (const gate of this.#gates) gate.close('shutdown')
  }

  /**
   * Once each way, whoever is concerned joins anew: to a room where nobody writes, and back to one
   * where they send what is theirs. In between they stay (rule C12).
   */
  #healthChanged(isHealthy: boolean): void {
    for (const gate of this.#gates) {
      const { admitted } = gate
      if (isHealthy ? waitsForStorage(admitted) : admitted.canWrite) gate.close('storage')
    }
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
    if (answer.outcome === 'admitted') gate.readmit(whileUnhealthy(answer, this.#context.health))
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
