/**
 * Co-editing frames over socket.io, for networks that block WebSockets (docs/spec/collab.md, C13).
 * Both sides send their frames as text in one packet: engine.io sends a binary attachment apart from
 * its event, which over polling would cost each frame a second round trip.
 */

/** The socket.io namespace of the channels. */
export const DRAFT_NAMESPACE = '/drafts'

/**
 * Bytes of one request over socket.io. Kept small on purpose: engine.io and its parsers take a
 * request apart on the event loop, and 5 MB of separators would hold it for a second (H3).
 */
export const MAX_REQUEST = 100_000

/** Bytes of frames in one request: as base64, with its wrapping, they stay below MAX_REQUEST. */
export const MAX_SENT = 64 * 1024

/** What the wrapping of an item costs, as bytes before base64. */
export const ITEM_OVERHEAD = 24

/**
 * A frame or a part of one: the channel; the item's number in its direction, from 0; 1 when the frame
 * goes on in the channel's next item; the bytes.
 */
export type FrameItem = [channel: number, number: number, goesOn: 0 | 1, base64: string]

/** The code and word with which a WebSocket would be closed. */
export type ChannelClosing = [channel: number, code: number, reason: string]

/** Which draft a channel is to carry. `channel` is new on its connection. */
export interface OpenChannel {
  channel: number
  draftId: string
  schema: string | null
  epoch: string | null
}

export interface ChannelRequests {
  open(draft: OpenChannel): void
  frames(items: FrameItem[]): void
  close(channel: number): void
}

/** The server speaks first: a channel's first item says that it is open. */
export interface ChannelAnswers {
  frames(items: FrameItem[], closings: ChannelClosing[]): void
}
