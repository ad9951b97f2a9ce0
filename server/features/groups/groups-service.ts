import { actorOf, authorize, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { openSpaces } from './fill-seat.ts'
import * as store from './groups-store.ts'

interface Actor {
  actorId: string
  actorFor: string | null
}

/**
 * What the person was let into for this agency ends with its last seat, and all their own access
 * with their last seat in the group: else a later seat would bring it back to life.
 */
async function endOwnAccess(
  tx: Tx,
  seat: store.SeatRow,
  personId: string,
  actor: Actor,
): Promise<void> {
  const left = await store.liveSeatsOf(tx.db, personId, seat.group_id)
  if (left.some((other) => other.agency_id === seat.agency_id)) return
  for (const access of await store.ownAccess(tx.db, personId, seat.group_id)) {
    const restsOnSeat = access.invitation_id !== null && access.invited_for === seat.agency_id
    if (left.length > 0 && !restsOnSeat) continue
    await store.endAccess(tx.db, access.id, tx.now)
    tx.emit({
      kind: 'access.withdrawn',
      payload: { accessId: access.id, agencyId: null, personId },
      groupId: seat.group_id,
      audience: `space:${access.space_id}`,
      spaceId: access.space_id,
      subject: { kind: 'space', id: access.space_id },
      ...actor,
    })
  }
}

const endSeat = command('groups.endSeat', async (tx, input: { caller: Caller; seatId: string }) => {
  const authorized = await authorize(tx, input.caller, 'seat.end', {
    kind: 'seat',
    id: input.seatId,
  })
  const actor = actorOf(authorized)
  const seat = await store.findSeat(tx.db, input.seatId)
  const personId = seat.person_id
  const before = personId ? await openSpaces(tx, personId) : []
  await store.updateSeat(tx.db, seat.id, { ended_at: tx.now })
  if (personId) await endOwnAccess(tx, seat, personId, actor)
  const ended = {
    kind: 'seat.ended' as const,
    payload: { seatId: seat.id, personId },
    groupId: seat.group_id,
    spaceId: null,
    subject: { kind: 'seat', id: seat.id },
    ...actor,
  }
  tx.emit({ ...ended, audience: `group:${seat.group_id}` })
  if (!personId) return
  // Out of the group's audience by now: told by name, and of each space that is gone.
  tx.emit({ ...ended, audience: `person:${personId}` })
  const kept = await openSpaces(tx, personId)
  for (const spaceId of before.filter((space) => !kept.includes(space))) {
    tx.emit({
      kind: 'space.gone',
      payload: { spaceId },
      groupId: seat.group_id,
      audience: `person:${personId}`,
      spaceId: null,
      subject: { kind: 'space', id: spaceId },
      ...actor,
    })
  }
})

const markSeatKeeper = command(
  'groups.markSeatKeeper',
  async (tx, input: { caller: Caller; seatId: string; isSeatKeeper: boolean }) => {
    const authorized = await authorize(tx, input.caller, 'seat.markKeeper', {
      kind: 'seat',
      id: input.seatId,
    })
    const seat = await store.findSeat(tx.db, input.seatId)
    if (seat.role !== 'focalPoint') {
      throw new PlenaryError('invalid', 'Only a focal point is marked to fill the agency’s seats.')
    }
    if ((seat.is_seat_keeper === 1) === input.isSeatKeeper) return
    await store.updateSeat(tx.db, seat.id, { is_seat_keeper: input.isSeatKeeper ? 1 : 0 })
    tx.emit({
      kind: 'seat.keeperMarked',
      payload: { seatId: seat.id, isSeatKeeper: input.isSeatKeeper },
      groupId: seat.group_id,
      audience: `group:${seat.group_id}`,
      spaceId: null,
      subject: { kind: 'seat', id: seat.id },
      ...actorOf(authorized),
    })
  },
)

export const groupCommands = { endSeat, markSeatKeeper }
