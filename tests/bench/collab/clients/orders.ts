import type { ServerKind } from '../servers/server-kind.ts'

/** Somebody in a draft. */
export interface Joiner {
  draft: string
  /** null where the server asks nobody who they are. */
  token: string | null
  /** The paragraph at whose end this person types; null for a reader. */
  paragraph: number | null
}

/** What a process of clients is told, one after the other. */
export type ClientOrder =
  | { kind: 'join'; server: ServerKind; url: string; joiners: Joiner[]; observes: boolean }
  /** All begin within `within` ms, each at a moment of its own, and go on at their rate. */
  | { kind: 'type'; keysPerSecond: number; within: number; carets: boolean }
  | { kind: 'rest' }
  | { kind: 'records' }
  /** Ends all connections at once; nothing is sent any more. */
  | { kind: 'leave' }
  /** Opens a draft so many times, one after the other, to find `length` letters in it. */
  | {
      kind: 'open'
      server: ServerKind
      url: string
      joiner: Joiner
      times: number
      length: number
      /** The same text, to practise on. */
      update: Uint8Array
    }
  /** Opens drafts of `length` letters as a reader does, and stays. */
  | { kind: 'read'; server: ServerKind; url: string; joiners: Joiner[]; length: number }
  /** Of all documents here, the next clock of each client id. */
  | { kind: 'clocks' }

export type Clocks = [client: number, next: number][]

/** Times are those of `now()`, numbers stand flat one after the other: there are many. */
export interface Records {
  /** Client ids, in the order of the joiners. */
  clients: number[]
  /** client, clock, time of the insert */
  typed: Float64Array
  /** client, from, to, time: these letters of another's were seen then */
  seen: Float64Array
  /** client, to, time: the server said that what is before `to` is saved */
  saved: Float64Array
}
