import type { QueryClient } from '@tanstack/react-query'
import type { Socket } from 'socket.io-client'
import { attention, type LiveEvent } from '#shared/contracts/attention.ts'
import { call } from '../api/call.ts'
import { announce } from './event-bus.ts'
import { pageSocket } from './page-socket.ts'
import { refreshAfter } from './refresh.ts'

interface Happened {
  groupId: string
  cursor: string
  event: LiveEvent
}

/**
 * The live connection of one signed-in person. The server says that something happened, with this
 * reader's place in the log; after a gap the missed events are asked for, so that no page shows a
 * hole or a double.
 */
export class LiveConnection {
  readonly #queryClient: QueryClient
  readonly #groupIds: string[]
  readonly #cursors = new Map<string, string>()
  #socket: Socket | null = null
  #isClosed = false

  constructor(queryClient: QueryClient, groupIds: string[]) {
    this.#queryClient = queryClient
    this.#groupIds = groupIds
    void this.#open()
  }

  close(): void {
    this.#isClosed = true
    // The next person's connection is over the same socket.
    this.#socket?.off('connect', this.#connected).off('happened', this.#hear).disconnect()
  }

  async #open(): Promise<void> {
    const socket = await pageSocket('/').catch(() => null)
    if (this.#isClosed || socket === null) return
    this.#socket = socket
    socket.on('connect', this.#connected)
    socket.on('happened', this.#hear)
    socket.connect()
  }

  readonly #connected = (): void => void this.#catchUpAll()

  readonly #hear = ({ groupId, cursor, event }: Happened): void => {
    this.#cursors.set(groupId, cursor)
    this.#take(event)
  }

  #take(event: LiveEvent): void {
    refreshAfter(this.#queryClient, event)
    announce(event)
  }

  async #catchUpAll(): Promise<void> {
    for (const groupId of this.#groupIds) await this.#catchUp(groupId).catch(() => undefined)
  }

  /** At the first connection there is no place yet: what was read before it is read once more. */
  async #catchUp(groupId: string): Promise<void> {
    const after = this.#cursors.get(groupId) ?? ''
    const answer = await call(attention.events, { params: { groupId }, query: { after } })
    this.#cursors.set(groupId, answer.cursor)
    if (answer.isReload) await this.#queryClient.invalidateQueries()
    for (const event of answer.events) this.#take(event)
    if (answer.hasMore && !this.#isClosed) await this.#catchUp(groupId)
  }
}
