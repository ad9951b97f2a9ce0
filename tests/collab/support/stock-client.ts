import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { until } from './until.ts'

// Every y-websocket provider listens to the process's exit.
process.setMaxListeners(0)

export interface Closing {
  code: number
  reason: string
}

/** A y-websocket client as it comes from npm, with nothing of ours in it. */
export interface StockClient {
  doc: Y.Doc
  provider: WebsocketProvider
  /** Close codes in the order in which they came. */
  closings: Closing[]
  /** Messages of types that y-websocket does not know: [type, number]. */
  stored: number[]
  denials: string[]
  text(): string
  /** Appends a paragraph. */
  write(text: string): void
  synced(): Promise<void>
  closed(): Promise<Closing>
  destroy(): void
}

export interface ClientOptions {
  token?: string
  headers?: Record<string, string>
  doc?: Y.Doc
  /** Asks for acknowledgements. */
  wantsStored?: boolean
  params?: Record<string, string>
  /** What it connects by instead of a WebSocket; tells of each close. */
  carrier?: (
    headers: Record<string, string>,
    onClose: (closing: Closing) => void,
  ) => typeof globalThis.WebSocket
}

export function connectStockClient(
  url: string,
  draftId: string,
  {
    token,
    headers,
    doc = new Y.Doc(),
    wantsStored = false,
    params = {},
    carrier,
  }: ClientOptions = {},
): StockClient {
  const closings: Closing[] = []
  const stored: number[] = []
  const denials: string[] = []
  const sent = { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) }
  class SocketWithHeaders extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: sent })
      this.on('close', (code, reason) => closings.push({ code, reason: reason.toString() }))
    }
  }
  const provider = new WebsocketProvider(url, draftId, doc, {
    WebSocketPolyfill:
      carrier?.(sent, (closing) => closings.push(closing)) ??
      (SocketWithHeaders as unknown as typeof globalThis.WebSocket),
    disableBc: true,
    maxBackoffTime: 150,
    protocols: wantsStored ? ['plenary.v1'] : [],
    params,
  })
  provider.messageHandlers[64] = (_encoder, decoder) => stored.push(readNumber(decoder))
  provider.messageHandlers[2] = (_encoder, decoder) => {
    readNumber(decoder)
    denials.push(readText(decoder))
  }
  const fragment = doc.getXmlFragment('default')
  return {
    doc,
    provider,
    closings,
    stored,
    denials,
    text: () => fragment.toString(),
    write: (text) => appendParagraph(doc, text),
    synced: () => until('the client is synced', () => provider.synced),
    closed: async () => {
      await until('the client was closed', () => closings.length > 0)
      return closings[0]!
    },
    destroy: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

export function appendParagraph(doc: Y.Doc, text: string): void {
  const fragment = doc.getXmlFragment('default')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  fragment.insert(fragment.length, [paragraph])
}

interface Decoder {
  arr: Uint8Array
  pos: number
}

function readNumber(decoder: Decoder): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = decoder.arr[decoder.pos++]!
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
}

function readText(decoder: Decoder): string {
  const length = readNumber(decoder)
  const bytes = decoder.arr.subarray(decoder.pos, (decoder.pos += length))
  return new TextDecoder().decode(bytes)
}
