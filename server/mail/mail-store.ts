import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type MailRow = Database['mail']

export function findMail(db: Db, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function updateMail(db: Db, id: string, fields: Partial<MailRow>): Promise<void> {
  await db.updateTable('mail').set(fields).where('id', '=', id).execute()
}

export function findReader(db: Db, personId: string) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'is_confirmed', 'language', 'time_zone', 'mail_frequency'])
    .where('id', '=', personId)
    .executeTakeFirst()
}

export async function setMailFrequency(db: Db, personId: string, frequency: string): Promise<void> {
  await db
    .updateTable('person')
    .set({ mail_frequency: frequency })
    .where('id', '=', personId)
    .execute()
}

/** Ids of what waits for a person's digest, newest first; marked as mailed, so that none comes twice. */
export async function takeForDigest(db: Db, personId: string, at: number): Promise<string[]> {
  const rows = await db
    .updateTable('notification')
    .set({ mailed_at: at })
    .where('person_id', '=', personId)
    .where('mailed_at', 'is', null)
    .returning(['id', 'at'])
    .execute()
  return rows.sort((a, b) => b.at - a.at).map((row) => row.id)
}

/** Whom an invitation is for, in the words that give nothing of its space away. */
export async function inviteeOf(db: Db, invitationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('invitation')
    .leftJoin('agency', 'agency.id', 'invitation.agency_id')
    .select(['agency.name as agency', 'invitation.name', 'invitation.email'])
    .where('invitation.id', '=', invitationId)
    .executeTakeFirst()
  return row ? (row.agency ?? row.name ?? row.email) : null
}

export async function installationSecret(db: Db): Promise<Uint8Array> {
  const row = await db.selectFrom('installation').select('secret').executeTakeFirstOrThrow()
  return row.secret
}
