import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { DRAFT_FRAGMENT } from '#shared/editor/seed-draft.ts'

const addressOf = (url: string) => `${url.replace(/^http/, 'ws')}/collab`
const MESSAGE_AWARENESS = 1

/** Somebody else in the draft, with the text but without a screen. */
export interface Writer {
  doc: Y.Doc
  provider: WebsocketProvider
}

/** Joins as the person of this cookie, and resolves with the text. */
export async function join(url: string, draftId: string, cookie: string): Promise<Writer> {
  class Signed extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie, origin: url } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(addressOf(url), draftId, doc, {
    disableBc: true,
    WebSocketPolyfill: Signed as unknown as typeof globalThis.WebSocket,
  })
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced) => isSynced && resolve())
  })
  return { doc, provider }
}

export function leave({ doc, provider }: Writer): void {
  provider.destroy()
  doc.destroy()
}

/** Somebody of whom there is only a caret: 200 copies of a long text would fill this machine. */
export class Onlooker {
  readonly #socket: WebSocket
  readonly #awareness = new Awareness(new Y.Doc())

  constructor(url: string, draftId: string, cookie: string) {
    const headers = { cookie, origin: url }
    this.#socket = new WebSocket(`${addressOf(url)}/${draftId}`, { headers })
    this.#socket.on('message', () => undefined)
  }

  async opened(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) return
    await new Promise((resolve, reject) => {
      this.#socket.once('open', resolve)
      this.#socket.once('error', reject)
    })
  }

  /** Puts the caret there. */
  moveTo(position: unknown): void {
    this.#awareness.setLocalState({ cursor: { anchor: position, head: position } })
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE_AWARENESS)
    encoding.writeVarUint8Array(
      encoder,
      encodeAwarenessUpdate(this.#awareness, [this.#awareness.clientID]),
    )
    this.#socket.send(encoding.toUint8Array(encoder))
  }

  leave(): void {
    this.#socket.terminate()
    this.#awareness.destroy()
  }
}

/** The paragraphs of a text, of which the crowd knows where they are. */
export function paragraphsOf(doc: Y.Doc): Y.XmlText[] {
  return doc
    .getXmlFragment(DRAFT_FRAGMENT)
    .toArray()
    .flatMap((block) => {
      const text = block instanceof Y.XmlElement && block.nodeName === 'paragraph' && block.get(0)
      return text instanceof Y.XmlText ? [text] : []
    })
}

/** As awareness says it: behind a letter of the text. */
export function positionIn(text: Y.XmlText, letter: number): unknown {
  return Y.relativePositionToJSON(
    Y.createRelativePositionFromTypeIndex(text, Math.min(letter, text.length), -1),
  )
}
