import type {
  AccessChange,
  Admitted,
  Credentials,
  DraftAccess,
  DraftId,
  PresentPerson,
  Refused,
} from '#server/collab/ports.ts'

interface Right {
  person: PresentPerson
  canWrite: boolean
  isSignedIn: boolean
  /** Drafts that the person may read. */
  reads: Set<DraftId>
}

interface TokenActor {
  token: string
}

/** Rights by bearer token; each change is published as the product would. */
export class AccessByToken implements DraftAccess {
  readonly #rights = new Map<string, Right>()
  readonly #listeners = new Set<(change: AccessChange) => void>()

  /** One token is one person and one session of the same name. */
  grant(token: string, drafts: DraftId[], canWrite = true): Right {
    const person: PresentPerson = {
      id: `person-${token}`,
      name: `Name of ${token}`,
      agency: 'IOM',
      plate: 'IOM',
      colour: { light: '#0b7285', dark: '#66d9e8' },
    }
    const right = { person, canWrite, isSignedIn: true, reads: new Set(drafts) }
    this.#rights.set(token, right)
    return right
  }

  publish(change: AccessChange): void {
    for (const listener of this.#listeners) listener(change)
  }

  async enter(credentials: Credentials, draftId: DraftId): Promise<Admitted | Refused> {
    const { origin, authorization, host } = credentials
    if (origin !== null && origin !== `http://${host}`)
      return { outcome: 'refused', code: 'origin' }
    const token = authorization?.replace('Bearer ', '') ?? ''
    return this.#answer({ token }, draftId)
  }

  async refresh(actor: TokenActor, draftId: DraftId): Promise<Admitted | Refused> {
    return this.#answer(actor, draftId)
  }

  onChange(listener: (change: AccessChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #answer(actor: TokenActor, draftId: DraftId): Admitted | Refused {
    const right = this.#rights.get(actor.token)
    if (!right?.isSignedIn) return { outcome: 'refused', code: 'noSession' }
    if (!right.reads.has(draftId)) return { outcome: 'refused', code: 'notFound' }
    const { person, canWrite } = right
    const admitted: Admitted = {
      outcome: 'admitted',
      actor,
      sessionId: actor.token,
      person,
      canWrite,
    }
    return canWrite ? admitted : { ...admitted, reason: 'notDrafter' }
  }
}
