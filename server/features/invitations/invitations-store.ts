import type { Db } from '#server/storage/command.ts'
import type { Database } from '#server/storage/schema.ts'
import type { SpaceRole } from '#shared/rules/roles.ts'
import { isAtLeast } from '#shared/rules/viewer.ts'
import type { AgencyHere } from './invitations-policy.ts'

export type InvitationRow = Database['invitation']
export type AgencyRow = Database['agency']

/** Invitations to a space, newest first; `createdBy` narrows to one person's own. */
export function invitationsTo(
  db: Db,
  spaceId: string,
  createdBy: string | null,
): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitation')
    .selectAll()
    .where('space_id', '=', spaceId)
    .$if(createdBy !== null, (query) => query.where('created_by', '=', createdBy))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

export function findInvitation(db: Db, id: string): Promise<InvitationRow> {
  return db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function insertInvitation(db: Db, row: InvitationRow): Promise<void> {
  await db.insertInto('invitation').values(row).execute()
}

export async function updateInvitation(
  db: Db,
  id: string,
  fields: Partial<InvitationRow>,
): Promise<void> {
  await db.updateTable('invitation').set(fields).where('id', '=', id).execute()
}

export function findLink(db: Db, tokenHash: string) {
  return db
    .selectFrom('invitation_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}

/** `at` is real time: links are secrets (their 30 days are the invitation's, in domain time). */
export async function insertLink(
  db: Db,
  link: { tokenHash: string; invitationId: string; channel: 'screen' | 'mail'; at: number },
): Promise<void> {
  await db
    .insertInto('invitation_link')
    .values({
      token_hash: link.tokenHash,
      invitation_id: link.invitationId,
      channel: link.channel,
      created_at: link.at,
      used_at: null,
      voided_at: null,
    })
    .execute()
}

/** True for exactly one caller: whoever comes second finds the link used (H17). */
export async function useLink(db: Db, tokenHash: string, at: number): Promise<boolean> {
  const result = await db
    .updateTable('invitation_link')
    .set({ used_at: at })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Ends an invitation's unused links; with a channel, those of that channel only. */
export async function voidLinks(
  db: Db,
  invitationId: string,
  at: number,
  channel: 'screen' | null = null,
): Promise<void> {
  await db
    .updateTable('invitation_link')
    .set({ voided_at: at })
    .where('invitation_id', '=', invitationId)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .$if(channel !== null, (query) => query.where('channel', '=', channel ?? ''))
    .execute()
}

export function agenciesOf(db: Db, groupId: string): Promise<AgencyRow[]> {
  return db
    .selectFrom('agency')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function domainsOf(db: Db, agencyId: string | null): Promise<string[]> {
  if (agencyId === null) return []
  const row = await db
    .selectFrom('agency')
    .select('domains')
    .where('id', '=', agencyId)
    .executeTakeFirst()
  return row ? (JSON.parse(row.domains) as string[]) : []
}

/** Each agency's live access to a space, the strongest where there are several, by agency. */
export async function agenciesHere(
  db: Db,
  spaceId: string,
  now: number,
): Promise<Map<string, AgencyHere & { since: number }>> {
  const rows = await db
    .selectFrom('space_access')
    .select(['id', 'agency_id', 'role', 'since'])
    .where('space_id', '=', spaceId)
    .where('agency_id', 'is not', null)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .execute()
  const here = new Map<string, AgencyHere & { since: number }>()
  for (const row of rows) {
    const agencyId = row.agency_id ?? ''
    const role = row.role as SpaceRole
    const known = here.get(agencyId)
    if (known && isAtLeast(known.role, role)) continue
    here.set(agencyId, { accessId: row.id, role, since: row.since })
  }
  return here
}

export async function isAccessLive(db: Db, accessId: string, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('space_access')
    .select(['ended_at', 'until'])
    .where('id', '=', accessId)
    .executeTakeFirst()
  return row !== undefined && row.ended_at === null && (row.until === null || row.until > now)
}

/** The person whose proven address this is (H10: an unproven one matches nobody). */
export async function confirmedPerson(db: Db, emailKey: string): Promise<string | null> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('email_key', '=', emailKey)
    .where('is_confirmed', '=', 1)
    .executeTakeFirst()
  return row?.id ?? null
}

export function findPerson(db: Db, id: string) {
  return db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** A person as they come by an invitation: no password, no mark, mail at the usual pace. */
export async function insertPerson(
  db: Db,
  person: Omit<
    Database['person'],
    'is_administrator' | 'mail_frequency' | 'keyboard_shortcuts' | 'password_hash'
  >,
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      ...person,
      is_administrator: 0,
      mail_frequency: 'atOnce',
      keyboard_shortcuts: 1,
      password_hash: null,
    })
    .execute()
}

/** A person's live seats in a group that stand for themselves: a guest's object is not a place in it. */
export function seatsIn(db: Db, personId: string, groupId: string, now: number) {
  return db
    .selectFrom('seat')
    .select(['id', 'agency_id', 'role'])
    .where('person_id', '=', personId)
    .where('group_id', '=', groupId)
    .where('role', '!=', 'guest')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .execute()
}

/** Names that a page or letter about an invitation speaks of. */
export function findSurroundings(db: Db, spaceId: string) {
  return db
    .selectFrom('space')
    .innerJoin('group', 'group.id', 'space.group_id')
    .select([
      'space.name as spaceName',
      'space.purpose as spacePurpose',
      'space.archived_at as archivedAt',
      'group.id as groupId',
      'group.name as groupName',
      'group.acronym as groupAcronym',
      'group.time_zone as timeZone',
    ])
    .where('space.id', '=', spaceId)
    .executeTakeFirstOrThrow()
}

export async function countIn(db: Db, table: 'topic' | 'draft', spaceId: string): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
