import type { Credit } from '#server/collab/ports.ts'
import type { Db } from '#server/storage/command.ts'
import type { KeptCredits } from './authorship.ts'
import {
  type CreditRow,
  type CreditSources,
  type EarlierCredits,
  mayMoveWords,
} from './authorship-fold.ts'

/** SQLite takes 32,766 values in a statement; a row of credits has six. */
const mostRows = 5_000

/** Who wrote and deleted what of a draft. `isOf`: of which rows; those after them are left out. */
export async function creditSources(
  db: Db,
  draftId: string,
  isOf: (seq: number) => boolean = () => true,
): Promise<CreditSources> {
  const folded = await db
    .selectFrom('draft_credit')
    .select(['bytes', 'taken'])
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  const taken = folded?.taken ?? null
  const rows = (await rowsOf(db, draftId)).filter(({ seq }) => isOf(seq))
  const credits = (await creditsOf(db, draftId)).filter(({ seq }) => isOf(seq))
  return {
    folded: folded?.bytes ?? null,
    taken,
    earlier: folded ? null : await earlierCredits(db, draftId),
    rows,
    credits,
    snapshot: mayMoveWords({ rows, taken }) ? await snapshotOf(db, draftId) : null,
  }
}

function rowsOf(db: Db, draftId: string): Promise<CreditRow[]> {
  return db
    .selectFrom('draft_update')
    .select(['seq', 'bytes', 'person_id as personId', 'agency_id as agencyId', 'at'])
    .where('draft_id', '=', draftId)
    .orderBy('seq')
    .execute()
}

function creditsOf(db: Db, draftId: string) {
  return db
    .selectFrom('draft_author')
    .select(['seq', 'client_id as client', 'clock', 'person_id as personId'])
    .select('agency_id as agencyId')
    .where('draft_id', '=', draftId)
    .orderBy('clock')
    .execute()
}

async function earlierCredits(db: Db, draftId: string): Promise<EarlierCredits> {
  const clients = await db
    .selectFrom('draft_client')
    .select(['client_id as clientId', 'person_id as personId'])
    .where('draft_id', '=', draftId)
    .where('next_clock', '>', 0)
    .execute()
  const deletions = await db
    .selectFrom('draft_deletion')
    .select(['client_id as client', 'clock', 'length as len', 'at'])
    .select(['person_id as personId', 'agency_id as agencyId'])
    .where('draft_id', '=', draftId)
    .orderBy('at')
    .execute()
  return { clients, deletions }
}

async function snapshotOf(db: Db, draftId: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('draft_snapshot')
    .select('bytes')
    .where('draft_id', '=', draftId)
    .executeTakeFirst()
  return row?.bytes ?? null
}

/** What a server's change says of who wrote its words. */
export async function insertCredits(
  db: Db,
  draftId: string,
  seq: number,
  credits: Credit[],
): Promise<void> {
  for (let at = 0; at < credits.length; at += mostRows) {
    const values = credits.slice(at, at + mostRows).map((credit) => ({
      draft_id: draftId,
      client_id: credit.client,
      clock: credit.clock,
      seq,
      person_id: credit.personId,
      agency_id: credit.agencyId,
    }))
    await db.insertInto('draft_author').values(values).execute()
  }
}

/** Keeps what was folded, and drops what it was folded from, but for the rows themselves. */
export async function replaceCredits(
  db: Db,
  draftId: string,
  kept: KeptCredits,
  seqs: number[],
): Promise<void> {
  await db
    .insertInto('draft_credit')
    .values({
      draft_id: draftId,
      bytes: Buffer.from(kept.credits),
      taken: kept.taken && Buffer.from(kept.taken),
    })
    .onConflict((conflict) =>
      conflict.column('draft_id').doUpdateSet((eb) => ({
        bytes: eb.ref('excluded.bytes'),
        taken: eb.ref('excluded.taken'),
      })),
    )
    .execute()
  await db.deleteFrom('draft_deletion').where('draft_id', '=', draftId).execute()
  for (let at = 0; at < seqs.length; at += mostRows) {
    await db
      .deleteFrom('draft_author')
      .where('draft_id', '=', draftId)
      .where('seq', 'in', seqs.slice(at, at + mostRows))
      .execute()
  }
}
