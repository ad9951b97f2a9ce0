import * as Y from 'yjs'
import { textOf } from '../drafts.ts'
import { now } from '../measure.ts'
import { Numbers } from './numbers.ts'
import type { ClientOrder, Clocks, Joiner, Records } from './orders.ts'
import { joinerFor, nextClock, type Participant } from './participant.ts'

const JOINING_AT_ONCE = 10

interface Member {
  joiner: Joiner
  participant: Participant
}

/** The people of one process: they join, they type, and they note what they see and when. */
export class Crowd {
  readonly #members: Member[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #typed = new Numbers()
  readonly #seen = new Numbers()
  readonly #saved = new Numbers()

  async join(order: Extract<ClientOrder, { kind: 'join' }>): Promise<void> {
    const { joiners, observes, server, url } = order
    const join = await joinerFor(server)
    for (let at = 0; at < joiners.length; at += JOINING_AT_ONCE) {
      const coming = joiners.slice(at, at + JOINING_AT_ONCE).map((joiner) => {
        const doc = new Y.Doc()
        const onSaved = (to: number) => this.#saved.push(doc.clientID, to, now())
        const participant = join({ url, draft: joiner.draft, token: joiner.token, doc, onSaved })
        if (observes) doc.on('update', (_update, _origin, _doc, change) => this.#note(change))
        this.#members.push({ joiner, participant })
        return participant.synced
      })
      await Promise.all(coming)
    }
  }

  /** Each letter of a remote change is as late as the change that brought it. */
  #note({ afterState, beforeState, local }: Y.Transaction): void {
    if (local) return
    const at = now()
    for (const [client, to] of afterState) {
      const from = beforeState.get(client) ?? 0
      if (to > from) this.#seen.push(client, from, to, at)
    }
  }

  type({ keysPerSecond, within, carets }: Extract<ClientOrder, { kind: 'type' }>): void {
    const writers = this.#members.filter(({ joiner }) => joiner.paragraph !== null)
    for (const [n, { joiner, participant }] of writers.entries()) {
      const text = textOf(participant.doc, joiner.paragraph ?? 0)
      const press = () => this.#press(participant, text, carets)
      const start = setTimeout(
        () => {
          press()
          this.#timers.add(setInterval(press, 1000 / keysPerSecond))
        },
        (within * n) / writers.length,
      )
      this.#timers.add(start)
    }
  }

  #press({ doc, awareness }: Participant, text: Y.XmlText, movesCaret: boolean): void {
    this.#typed.push(doc.clientID, nextClock(doc), now())
    text.insert(text.length, 'e')
    if (!movesCaret) return
    const caret = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(text, text.length),
    ) as object
    awareness.setLocalStateField('cursor', { anchor: caret, head: caret })
  }

  rest(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  records(): Records {
    return {
      clients: this.#members.map(({ participant }) => participant.doc.clientID),
      typed: this.#typed.taken(),
      seen: this.#seen.taken(),
      saved: this.#saved.taken(),
    }
  }

  clocks(): Clocks {
    return this.#members.flatMap(({ participant }) => [
      ...Y.decodeStateVector(Y.encodeStateVector(participant.doc)),
    ])
  }

  leave(): void {
    this.rest()
    for (const { participant } of this.#members) participant.leave()
  }
}
