import { z } from 'zod'
import { calendarDate, contract, endpoint, id, instant, provenance, readAt } from './contract.ts'
import { agencyPlate, seatRole } from './people.ts'

/** A stored citation: the text as shown and, where imported, the file's id (a link later). */
export const restsOn = z.object({ text: z.string(), ref: z.string().nullable() }).nullable()
export type RestsOn = z.output<typeof restsOn>

const memberAgency = agencyPlate.extend({
  kind: z.enum(['entity', 'constituency']),
  label: z.string(),
  constituents: z.array(z.string()),
  representedBy: z.string().nullable(),
  domains: z.array(z.string()),
  position: z.int(),
  /** Null for an agency that is known but not a member. */
  membership: z
    .object({
      status: z.string(),
      isFounding: z.boolean(),
      effectiveFrom: z.string().nullable(),
      restsOn,
      provenance,
    })
    .nullable(),
  /** In the chair by today's date in the group's time zone. */
  chair: z.enum(['current', 'previous', 'next']).nullable(),
})

const seatRow = z.object({
  id,
  role: seatRole,
  title: z.string(),
  agencyId: id.nullable(),
  person: z
    .object({ id, name: z.string(), isUnconfirmed: z.boolean(), email: z.string().nullable() })
    .nullable(),
  isSeatKeeper: z.boolean(),
  since: instant.nullable(),
  provenance,
  may: z.object({ end: z.boolean(), markKeeper: z.boolean(), confirm: z.boolean() }),
})

const chairmanship = z.object({
  id,
  agency: agencyPlate.nullable(),
  from: calendarDate,
  until: calendarDate,
  state: z.enum(['nominated', 'confirmed', 'incoming', 'inOffice', 'concluded', 'vacant']),
  isInterim: z.boolean(),
})

export const groups = contract('groups', {
  members: endpoint({
    method: 'GET',
    path: '/api/groups/:groupId/members',
    summary: 'Agencies with their standing, seats with who fills them, chairmanships',
    permission: { action: 'group.seeMembers', on: 'group', param: 'groupId' },
    scope: 'read',
    params: z.object({ groupId: id }),
    response: readAt.extend({
      agencies: z.array(memberAgency),
      seats: z.array(seatRow),
      chairmanships: z.array(chairmanship),
      may: z.object({ invite: z.boolean() }),
    }),
  }),
  endSeat: endpoint({
    method: 'DELETE',
    path: '/api/seats/:seatId',
    summary: 'End a seat: access that rests on it ends at once, sockets included',
    permission: { action: 'seat.end', on: 'seat', param: 'seatId' },
    scope: 'never',
    params: z.object({ seatId: id }),
  }),
  markSeatKeeper: endpoint({
    method: 'PATCH',
    path: '/api/seats/:seatId',
    summary: 'Mark a focal point as the one who fills the agency’s seats, or take the mark away',
    permission: { action: 'seat.markKeeper', on: 'seat', param: 'seatId' },
    scope: 'never',
    params: z.object({ seatId: id }),
    body: z.object({ isSeatKeeper: z.boolean() }),
  }),
})
