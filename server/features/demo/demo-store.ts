import type { Db } from '#server/storage/command.ts'

/** The links that an earlier start printed stop working. */
export async function voidDemoLinks(db: Db, realNow: number): Promise<void> {
  await db
    .updateTable('sign_in_link')
    .set({ used_at: realNow })
    .where('purpose', '=', 'demo')
    .where('used_at', 'is', null)
    .execute()
}

export async function findByAddress(db: Db, addresses: string[]) {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'email_key'])
    .where('email_key', 'in', addresses)
    .where('is_confirmed', '=', 1)
    .execute()
  return new Map(rows.map((row) => [row.email_key, row]))
}

export async function insertAdministrator(
  db: Db,
  person: { id: string; name: string; email: string; at: number },
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      id: person.id,
      name: person.name,
      email: person.email,
      email_key: person.email,
      is_confirmed: 1,
      is_administrator: 1,
      language: 'en',
      time_zone: 'UTC',
      mail_frequency: 'none',
      keyboard_shortcuts: 1,
      password_hash: null,
      created_at: person.at,
    })
    .execute()
}
