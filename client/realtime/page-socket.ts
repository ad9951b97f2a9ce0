import type { Manager, Socket } from 'socket.io-client'

let manager: Promise<Manager> | null = null
const sockets = new Set<Socket>()

/**
 * The one socket.io connection of this page, which live events and drafts share: over polling each
 * further one would hold another of the six requests that a browser allows itself. It begins by
 * polling, which goes through everywhere, and moves to a WebSocket where one goes through.
 * Not connected yet; the socket of a namespace is always the same one.
 */
export async function pageSocket(namespace: string): Promise<Socket> {
  manager ??= open()
  const socket = (await manager).socket(namespace)
  sockets.add(socket)
  return socket
}

/** Not part of the first page's script: pages are there before they are live. */
async function open(): Promise<Manager> {
  try {
    const { Manager: Connection } = await import('socket.io-client')
    window.addEventListener('online', hurry)
    return new Connection({ autoConnect: false, randomizationFactor: 0.7 })
  } catch (error) {
    // It could not be loaded: whoever asks next tries again.
    manager = null
    throw error
  }
}

/** The network is said to be back: the wait for the next attempt is over for all. */
function hurry(): void {
  const waiting = [...sockets].filter((socket) => socket.active && !socket.connected)
  // Only when the last one has gone does the connection forget how long it was going to wait.
  for (const socket of waiting) socket.disconnect()
  for (const socket of waiting) socket.connect()
}
