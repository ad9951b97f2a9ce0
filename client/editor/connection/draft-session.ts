import * as decoding from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { DRAFT_SCHEMA_VERSION } from '#shared/editor/draft-schema-version.ts'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'
import { busyOf, refusalOf } from './draft-status.ts'
import { FrameLedger, tellingSocket } from './frame-ledger.ts'

const SUBPROTOCOL = 'plenary.v1'
const MESSAGE_SYNC = 0
const MESSAGE_DENIED = 2
const MESSAGE_STORED = 64
/** Milliseconds: the longest wait between two attempts, before the jitter takes some off. */
const MAX_WAIT = 15_000

export interface SessionTarget {
  /** `wss://host/collab` */
  url: string
  draftId: string
  epoch: number | null
  socket: typeof WebSocket
}

/** What a session tells its owner; all of it at once, the owner looks for itself. */
export interface SessionListener {
  changed(): void
  refused(code: number, word: string): void
  /** Yjs gave the document another client id, under which y-websocket cannot go on (H22). */
  lostIdentity(): void
}

type Handler = (encoder: unknown, decoder: decoding.Decoder) => void

/** One document with one provider: from opening to the moment when either must be replaced. */
export class DraftSession {
  readonly doc: Y.Doc
  readonly fragment: Y.XmlFragment
  readonly provider: WebsocketProvider
  ledger = new FrameLedger()
  isConnected = false
  hasFailed = false
  hasSynced = false
  denied: string | null = null
  hasUnsaved = false
  /** The last close asked to come back later; until something was answered since. */
  busy: ReturnType<typeof busyOf> = null
  readonly #listener: SessionListener
  readonly #beforeIncoming = new Set<() => void>()

  constructor(doc: Y.Doc, target: SessionTarget, listener: SessionListener) {
    this.doc = doc
    this.fragment = doc.getXmlFragment(DRAFT_FRAGMENT)
    this.#listener = listener
    const { epoch } = target
    this.provider = new WebsocketProvider(target.url, target.draftId, doc, {
      connect: false,
      disableBc: true,
      protocols: [SUBPROTOCOL],
      params: {
        schema: String(DRAFT_SCHEMA_VERSION),
        ...(epoch === null ? {} : { epoch: String(epoch) }),
      },
      WebSocketPolyfill: tellingSocket(target.socket, (message) => this.#sent(message)),
      shouldReconnect: ({ code, reason }) => refusalOf(code, reason) === null,
    })
    this.#handle(MESSAGE_STORED, (decoder) => {
      this.ledger.markStored(decoding.readVarUint(decoder))
      this.#settle()
    })
    this.#handle(MESSAGE_DENIED, (decoder) => {
      decoding.readVarUint(decoder)
      this.denied = decoding.readVarString(decoder)
      listener.changed()
    })
    this.#announceIncoming()
    ignoreEcho(this.provider)
    this.#watchProvider()
    this.#watchDocument()
  }

  get awareness(): Awareness {
    return this.provider.awareness
  }

  /** `listener` is called before a change from outside is taken in. */
  readonly beforeIncoming = (listener: () => void): (() => void) => {
    this.#beforeIncoming.add(listener)
    return () => this.#beforeIncoming.delete(listener)
  }

  connect(): void {
    this.provider.connect()
  }

  /** The network is said to be back: an attempt that began without it is begun anew. */
  hurry(): void {
    if (this.isConnected) return
    const { provider } = this
    provider.disconnect()
    provider.wsUnsuccessfulReconnects = 0
    provider.connect()
  }

  destroy(): void {
    // y-websocket says good-bye under the document's id and throws where awareness has another.
    this.doc.clientID = this.awareness.clientID
    this.provider.destroy()
    this.awareness.destroy()
    this.doc.destroy()
  }

  #handle(kind: number, handler: (decoder: decoding.Decoder) => void): void {
    const handlers = this.provider.messageHandlers as unknown as Handler[]
    handlers[kind] = (_encoder, decoder) => handler(decoder)
  }

  #announceIncoming(): void {
    const handlers = this.provider.messageHandlers
    const take = handlers[MESSAGE_SYNC]
    handlers[MESSAGE_SYNC] = (...message) => {
      for (const listener of this.#beforeIncoming) listener()
      take?.(...message)
    }
  }

  #sent(message: Uint8Array): void {
    this.ledger.countSent(message)
    this.#settle()
  }

  #settle(): void {
    if (this.ledger.isSettled) this.hasUnsaved = false
    this.#listener.changed()
  }

  #watchProvider(): void {
    const { provider } = this
    provider.on('status', ({ status }) => {
      this.isConnected = status === 'connected'
      if (status === 'connecting') {
        this.ledger = new FrameLedger()
        this.denied = null
      }
      this.#listener.changed()
    })
    provider.on('sync', (isSynced) => {
      if (isSynced) this.hasSynced = true
    })
    provider.on('connection-close', (event) => {
      this.isConnected = false
      this.hasFailed = true
      this.busy = event === null ? null : busyOf(event.code, event.reason)
      // The provider takes the smaller of its own doubling and this: a herd comes back spread out.
      const doubling = 100 * 2 ** (provider.wsUnsuccessfulReconnects + 1)
      provider.maxBackoffTime = Math.min(doubling, MAX_WAIT) * (0.5 + Math.random() / 2)
      this.#listener.changed()
    })
    provider.on('closed', ({ code, reason }) => this.#listener.refused(code, reason))
  }

  #watchDocument(): void {
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === this.provider) return
      this.hasUnsaved = true
      if (this.isConnected) this.ledger.countChange()
      this.#listener.changed()
    })
    this.doc.on('afterTransactionCleanup', () => {
      if (this.doc.clientID !== this.awareness.clientID) this.#listener.lostIdentity()
    })
  }
}

/* oxlint-disable no-underscore-dangle -- y-websocket has no other way to its handler */
/** y-websocket sends back every awareness state that it receives, N² for a full room (H22). */
function ignoreEcho(provider: WebsocketProvider): void {
  const { awareness } = provider
  const announce = provider._awarenessUpdateHandler
  const announceOwn: typeof announce = (changes, origin) => {
    if (origin !== provider) announce(changes, origin)
  }
  awareness.off('update', announce)
  // Its own destroy() takes off what stands here.
  provider._awarenessUpdateHandler = announceOwn
  awareness.on('update', announceOwn)
}
