import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type MailRow = Database['mail']

const mostMessages = 200

/** Messages sent or to be sent, newest first. */
export function latestMail(db: Db): Promise<MailRow[]> {
  return db
    .selectFrom('mail')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostMessages)
    .execute()
}

/** Stored files: rows of one content are one blob on the disk. */
export async function fileTotals(db: Db): Promise<{ count: number; bytes: number }> {
  const count = await db
    .selectFrom('file')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  const blobs = db.selectFrom('file').select(['sha256', 'size']).distinct().as('blob')
  const bytes = await db
    .selectFrom(blobs)
    .select((eb) => eb.fn.sum<number>('size').as('bytes'))
    .executeTakeFirst()
  return { count: Number(count?.count ?? 0), bytes: Number(bytes?.bytes ?? 0) }
}

export async function countPeople(db: Db): Promise<number> {
  const row = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

export async function lastMigration(db: Db): Promise<string> {
  const row = await db
    .selectFrom('migration')
    .select('name')
    .orderBy('name', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.name ?? ''
}

/** Everybody with the live seats they fill; one row a seat, or one without. */
export function peopleWithSeats(db: Db) {
  return db
    .selectFrom('person')
    .leftJoin('seat', (join) =>
      join.onRef('seat.person_id', '=', 'person.id').on('seat.ended_at', 'is', null),
    )
    .leftJoin('agency', 'agency.id', 'seat.agency_id')
    .select([
      'person.id',
      'person.name',
      'person.is_administrator',
      'person.is_confirmed',
      'seat.title',
      'agency.acronym',
    ])
    .orderBy('person.name')
    .orderBy('person.id')
    .orderBy('seat.title')
    .execute()
}
