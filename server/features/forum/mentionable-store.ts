import type { Db } from '#server/storage/command.ts'

/** Agencies with live access to a space. */
export function agenciesWithAccess(db: Db, spaceId: string, now: number) {
  return db
    .selectFrom('space_access')
    .innerJoin('agency', 'agency.id', 'space_access.agency_id')
    .select(['agency.id', 'agency.acronym', 'agency.name', 'agency.label', 'agency.alt_labels'])
    .distinct()
    .where('space_access.space_id', '=', spaceId)
    .where('space_access.ended_at', 'is', null)
    .where((eb) =>
      eb.or([eb('space_access.until', 'is', null), eb('space_access.until', '>', now)]),
    )
    .orderBy('agency.acronym')
    .execute()
}

/**
 * Persons who may read a space: confirmed ones of its agencies, those with access of their own,
 * the secretariat, and the principals of the agency in the chair (null: nobody's). Guests see an
 * object and not the space, and are left out.
 */
export function peopleWithAccess(
  db: Db,
  space: { spaceId: string; groupId: string; agencyIds: string[]; chairId: string | null },
  now: number,
) {
  return db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .leftJoin('space_access', (join) =>
      join
        .onRef('space_access.person_id', '=', 'person.id')
        .on('space_access.space_id', '=', space.spaceId)
        .on('space_access.ended_at', 'is', null)
        .on((eb) =>
          eb.or([eb('space_access.until', 'is', null), eb('space_access.until', '>', now)]),
        ),
    )
    .select(['person.id', 'person.name', 'seat.agency_id', 'seat.role'])
    .where('seat.group_id', '=', space.groupId)
    .where('seat.ended_at', 'is', null)
    .where((eb) => eb.or([eb('seat.until', 'is', null), eb('seat.until', '>', now)]))
    .where((eb) =>
      eb.or([
        eb('space_access.id', 'is not', null),
        eb.and([
          eb('person.is_confirmed', '=', 1),
          eb('seat.role', '!=', 'guest'),
          eb.or([
            eb('seat.role', '=', 'secretariat'),
            eb('seat.agency_id', 'in', space.agencyIds.length > 0 ? space.agencyIds : ['']),
            eb.and([
              eb('seat.role', '=', 'principal'),
              eb('seat.agency_id', '=', space.chairId ?? ''),
            ]),
          ]),
        ]),
      ]),
    )
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
}

export async function hasAgencyAccess(
  db: Db,
  spaceId: string,
  agencyId: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('space_access')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where('space_id', '=', spaceId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .executeTakeFirst()
  return row !== undefined
}

export async function timeZoneOf(db: Db, groupId: string): Promise<string> {
  const row = await db
    .selectFrom('group')
    .select('time_zone')
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow()
  return row.time_zone
}
