import type { Action } from './simulation-actions.ts'
import { applyEdit } from './simulation-edits.ts'
import type { Fault } from './simulation-mutations.ts'
import { SimulatedWorld } from './simulation-world.ts'

/**
 * People over queues instead of a network, with disconnects, commits held back, broken storage,
 * rights that change, freezes, kills and restarts: all as the list of actions says. Runs it, lets
 * everybody come back, and answers what is wrong, in words; nothing when all is well.
 */
export async function simulate(actions: Action[], fault: Fault | null = null): Promise<string[]> {
  const world = new SimulatedWorld(fault?.make() ?? {})
  await world.connectAll()
  // Everybody begins with the same two paragraphs.
  for (const at of [0, 1]) await perform(world, { do: 'newParagraph', who: 2, at })
  await world.calm()
  for (const action of actions) {
    await perform(world, action)
    await world.server.proceed(2)
  }
  await world.settle()
  return [...world.people.oracle.wrong]
}

async function perform(world: SimulatedWorld, action: Action): Promise<void> {
  const { people, rights, server } = world
  switch (action.do) {
    case 'write':
    case 'newParagraph':
    case 'delete':
    case 'deleteParagraph':
    case 'replaceParagraph':
    case 'format':
    case 'setLevel':
      return people.at(action.who).edit((text) => applyEdit(text, action, people.ledger))
    case 'toServer':
    case 'toClient': {
      const client = people.among((one) => one.hasWaiting(action.do), action.who)
      client?.deliver(action.do, action.messages)
      return
    }
    case 'calm':
      return world.calm()
    case 'disconnect':
      return people.at(action.who).disconnect(action.isNoticed)
    case 'connect':
      return people.among(({ connection }) => !connection, action.who)?.connect(server.engine)
    case 'newTab':
      return people.at(action.who).startAfresh()
    case 'holdDisk':
      return server.storage.hold()
    case 'releaseDisk':
      return server.storage.release(action.jobs)
    case 'failDisk':
      return server.storage.fail(action.isStored)
    case 'breakDisk':
    case 'mendDisk':
      server.storage.isBroken = action.do === 'breakDisk'
      return
    case 'passTime':
      return world.passTime(action.milliseconds)
    case 'withdraw':
      return rights.withdraw(people.at(action.who).token, action.isTold)
    case 'grant':
      return rights.giveBack(action.who, action.isTold)
    case 'freeze':
      return world.freeze()
    case 'thaw':
      return world.thaw()
    case 'writeAsServer':
      return world.writeAsServer(people.at(action.who).token)
    case 'forge':
      return world.forge(action.whose)
    case 'restart':
      return world.restart()
    case 'kill':
      return world.kill(action)
  }
}
