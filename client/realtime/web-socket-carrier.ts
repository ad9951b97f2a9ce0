import type { OpenCarrier } from './carrier.ts'

/**
 * A WebSocket counts as open when the first message came through: some proxies complete the
 * handshake and let nothing pass after it.
 */
export function webSocketCarrier(Base: typeof WebSocket): OpenCarrier {
  return (url, protocols, ends) => {
    const socket = new Base(url, protocols)
    socket.binaryType = 'arraybuffer'
    let isOpen = false
    let isLeft = false
    socket.addEventListener('message', ({ data }) => {
      if (isLeft) return
      if (!isOpen) ends.opened()
      isOpen = true
      ends.message(data as ArrayBuffer)
    })
    socket.addEventListener('close', ({ code, reason }) => {
      if (!isLeft) ends.closed(code, reason)
    })
    return {
      send: (frame) => socket.send(frame as Uint8Array<ArrayBuffer>),
      close: () => {
        isLeft = true
        socket.close()
      },
    }
  }
}
