import { loadSubject } from '#server/access/subject-store.ts'
import { changesRights } from '#server/access/viewer-cache.ts'
import type {
  AccessChange,
  Admitted,
  Credentials,
  DraftAccess,
  Refused,
} from '#server/collab/ports.ts'
import { credentialOf, type LiveAccess, type Services } from '#server/services.ts'
import type { CommittedEvent } from '#server/storage/command.ts'
import { can } from '#shared/rules/rights.ts'
import { actingSeat } from '#shared/rules/viewer.ts'
import { whyNotWrite } from '#shared/rules/why-read-only.ts'
import { minute } from '#shared/time.ts'
import type { DraftActor } from './draft-log.ts'

interface KnownActor extends DraftActor {
  access: LiveAccess
}

/** Rights also end by the clock: every connection is asked again this often. */
const recheckMs = minute

const neutral = { light: '#46514D', dark: '#B7C1BC' }

/** Who may join a draft's room, from the product's sessions, tokens and rights. */
export class DraftRights implements DraftAccess {
  readonly #services: Services
  readonly #listeners = new Set<(change: AccessChange) => void>()
  readonly #timer: NodeJS.Timeout

  constructor(services: Services) {
    this.#services = services
    services.storage.onCommit((events) => this.#afterCommit(events))
    services.identity.onEnded((ended) => {
      if ('personId' in ended) this.#tell(ended)
      else this.#tell({ sessionId: 'tokenId' in ended ? ended.tokenId : ended.sessionHash })
    })
    this.#timer = setInterval(() => this.#tell({ all: true }), recheckMs)
    this.#timer.unref()
  }

  async enter(credentials: Credentials, draftId: string): Promise<Admitted | Refused> {
    const headers = presentHeaders(credentials)
    if (!this.#services.isOwnOrigin(headers)) return { outcome: 'refused', code: 'origin' }
    const access = await this.#services.identity.fromHeaders(headers)
    return access ? this.#admit(access, draftId) : { outcome: 'refused', code: 'noSession' }
  }

  async refresh(actor: object, draftId: string): Promise<Admitted | Refused> {
    const { access } = actor as KnownActor
    const isLive = await this.#services.identity.isLive(access)
    return isLive ? this.#admit(access, draftId) : { outcome: 'refused', code: 'noSession' }
  }

  onChange(listener: (change: AccessChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #admit(access: LiveAccess, draftId: string): Promise<Admitted | Refused> {
    const { storage, viewers, people } = this.#services
    const viewer = await viewers.viewer(access.caller).catch(() => null)
    if (!viewer) return { outcome: 'refused', code: 'noSession' }
    const subject = await loadSubject(storage.db, 'draft', draftId)
    const mayRead = viewer.scopes === null || viewer.scopes.includes('read')
    if (!subject?.draft?.hasText || !mayRead || can('draft.read', viewer, subject) !== null) {
      return { outcome: 'refused', code: 'notFound' }
    }
    const agencyId = actingSeat(viewer, subject.groupId)?.agencyId ?? null
    const person = await people.author(storage.db, viewer.personId, agencyId)
    const reason = whyNotWrite(viewer, subject)
    return {
      outcome: 'admitted',
      actor: { caller: access.caller, access } satisfies KnownActor,
      sessionId: credentialOf(access),
      person: {
        id: viewer.personId,
        name: person.name,
        agency: person.agency?.acronym ?? '',
        plate: person.agency?.plate ?? '',
        colour: person.agency?.colour ?? neutral,
      },
      canWrite: reason === null,
      ...(reason && { reason }),
    }
  }

  #afterCommit(events: CommittedEvent[]): void {
    const drafts = new Set<string>()
    let isWide = false
    for (const event of events) {
      if (event.subject.kind === 'draft' && event.kind !== 'draft.edited')
        drafts.add(event.subject.id)
      if (event.kind === 'seat.ended' && event.payload.personId)
        this.#tell({ personId: event.payload.personId })
      else if (changesRights.test(event.kind)) isWide = true
    }
    if (isWide) this.#tell({ all: true })
    else for (const draftId of drafts) this.#tell({ draftId })
  }

  #tell(change: AccessChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}

function presentHeaders(credentials: Credentials) {
  const { cookieHeader, authorization, origin, host } = credentials
  return {
    ...(cookieHeader !== null && { cookie: cookieHeader }),
    ...(authorization !== null && { authorization }),
    ...(origin !== null && { origin }),
    ...(host !== null && { host }),
  }
}
