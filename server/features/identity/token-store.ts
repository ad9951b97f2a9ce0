import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'

export type TokenRow = Database['api_token']

/**
 * A token that was not revoked, of a confirmed person; one made for a seat while that seat lives.
 * Its expiry is for the caller to compare.
 */
export function findLiveToken(db: Db, tokenHash: string): Promise<TokenRow | undefined> {
  return db
    .selectFrom('api_token')
    .innerJoin('person', 'person.id', 'api_token.person_id')
    .leftJoin('seat', 'seat.id', 'api_token.seat_id')
    .selectAll('api_token')
    .where('api_token.token_hash', '=', tokenHash)
    .where('api_token.revoked_at', 'is', null)
    .where('person.is_confirmed', '=', 1)
    .where('seat.ended_at', 'is', null)
    .executeTakeFirst()
}

export async function findTokenHash(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('api_token')
    .select('token_hash')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.token_hash ?? null
}

/** A person's tokens that may still be used, newest first. */
export function tokensOf(db: Db, personId: string, realNow: number): Promise<TokenRow[]> {
  return db
    .selectFrom('api_token')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', realNow)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function insertToken(db: Db, row: TokenRow): Promise<void> {
  await db.insertInto('api_token').values(row).execute()
}

export async function noteTokenUse(db: Db, id: string, realNow: number): Promise<void> {
  await db.updateTable('api_token').set({ last_used_at: realNow }).where('id', '=', id).execute()
}

/** Revokes one token of a person, or all; returns the ids of those that ended. */
export async function revokeTokens(
  db: Db,
  personId: string,
  realNow: number,
  only?: string,
): Promise<string[]> {
  const rows = await db
    .updateTable('api_token')
    .set({ revoked_at: realNow })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('id', '=', only ?? ''))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
