/** What a carrier tells. */
export interface CarrierEnds {
  /** The server has spoken: the carrier goes through. Told before the first message. */
  opened(): void
  message(data: ArrayBuffer): void
  /** Told once, last, also when it was never open. The server always gives a reason, a network none. */
  closed(code: number, reason: string): void
}

/** A way for the frames of one draft: a WebSocket, or a channel of the page's socket.io connection. */
export interface Carrier {
  /** A whole frame. Not before it was opened. */
  send(frame: Uint8Array): void
  /** Nothing more is told. */
  close(): void
}

/** `url`: as for a WebSocket, `wss://host/collab/<draftId>?schema=…&epoch=…`. */
export type OpenCarrier = (url: string, protocols: string[], ends: CarrierEnds) => Carrier

/** As a browser says it when a connection broke without a word. */
export const BROKEN = 1006
