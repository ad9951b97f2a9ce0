// People at their machines, apart from the server's process: one crowd a process.
import { serveOrders } from '../child.ts'
import { Crowd } from './crowd.ts'
import { openDraft } from './open-draft.ts'
import type { ClientOrder } from './orders.ts'
import { readDrafts } from './read-drafts.ts'

// Every y-websocket provider listens to the process's exit.
process.setMaxListeners(0)
const crowd = new Crowd()

serveOrders((order: ClientOrder) => {
  switch (order.kind) {
    case 'join':
      return crowd.join(order)
    case 'type':
      return crowd.type(order)
    case 'rest':
      return crowd.rest()
    case 'records':
      return crowd.records()
    case 'clocks':
      return crowd.clocks()
    case 'leave':
      return crowd.leave()
    case 'open':
      return openDraft(order)
    case 'read':
      return readDrafts(order)
    default:
      throw new Error('no such order')
  }
})
