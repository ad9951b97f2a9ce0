import type { SeatRole, SpaceRole } from '#shared/rules/roles.ts'
import type { Db } from '#server/storage/command.ts'

/** Ids of what `arrangeGroup` makes: constants, so that a failing test reads by itself. */
export const ids = {
  group: 'group00000',
  space: 'space00000',
  otherSpace: 'space00001',
  desa: 'agency0desa',
  ilo: 'agency00ilo',
  unhcr: 'agency0unhcr',
  worldBank: 'agency0000wb',
  office: 'person0office',
  iloFocal: 'person0ilo0fp',
  iloPrincipal: 'person0ilo0pr',
  unhcrFocal: 'person0unhcr0fp',
  worldBankFocal: 'person0wb0fp',
  observer: 'person0observer',
  administrator: 'person0admin',
} as const

async function addAgency(db: Db, id: string, acronym: string, domains: string[], position: number) {
  const values = {
    id,
    group_id: ids.group,
    acronym,
    name: `The ${acronym}`,
    kind: 'entity',
    label: acronym,
    plate: acronym,
    colour_light: '#225588',
    colour_dark: '#88bbee',
    position,
    domains: JSON.stringify(domains),
    alt_labels: '[]',
    constituents: '[]',
  }
  await db.insertInto('agency').values(values).execute()
}

/** A confirmed person with one seat (none: `role` null), their address made of their id. */
export async function addPerson(
  db: Db,
  id: string,
  agencyId: string | null,
  role: SeatRole | null,
  facts: { email?: string; isConfirmed?: boolean; isAdministrator?: boolean } = {},
): Promise<void> {
  const email = facts.email ?? `${id}@example.org`
  const person = {
    id,
    name: id.replaceAll('0', ' '),
    email,
    email_key: email,
    is_confirmed: facts.isConfirmed === false ? (0 as const) : (1 as const),
    is_administrator: facts.isAdministrator ? (1 as const) : (0 as const),
    language: 'en',
    time_zone: 'UTC',
    mail_frequency: 'none',
    keyboard_shortcuts: 1 as const,
    created_at: Date.now(),
  }
  await db.insertInto('person').values(person).execute()
  if (!role) return
  const seat = {
    id: `seat${id.slice(6)}`,
    group_id: ids.group,
    agency_id: agencyId,
    person_id: id,
    role,
    title: role,
    is_seat_keeper: 0 as const,
    since: Date.now(),
  }
  await db.insertInto('seat').values(seat).execute()
}

export async function addAccess(
  db: Db,
  spaceId: string,
  who: { agencyId?: string; personId?: string },
  role: SpaceRole = 'takesPart',
): Promise<void> {
  const key = who.agencyId ?? who.personId ?? ''
  const values = {
    id: `access${spaceId.slice(-2)}${key.slice(6)}`,
    group_id: ids.group,
    space_id: spaceId,
    agency_id: who.agencyId ?? null,
    person_id: who.personId ?? null,
    role,
    since: Date.now(),
  }
  await db.insertInto('space_access').values(values).execute()
}

/**
 * A group in whose first space DESA (in the chair, with the secretariat) and the ILO take part;
 * UNHCR and the World Bank do not. The ILO has the domain ilo.org, the World Bank none.
 */
export async function arrangeGroup(db: Db): Promise<void> {
  const { group, space, otherSpace } = ids
  const row = {
    id: group,
    name: 'Migration Group',
    acronym: 'MG',
    time_zone: 'UTC',
    created_at: Date.now(),
  }
  await db
    .insertInto('group')
    .values({ ...row, last_seq: 0 })
    .execute()
  await addAgency(db, ids.desa, 'DESA', ['desa.un.org'], 0)
  await addAgency(db, ids.ilo, 'ILO', ['ilo.org'], 1)
  await addAgency(db, ids.unhcr, 'UNHCR', ['unhcr.org', 'un.org'], 2)
  await addAgency(db, ids.worldBank, 'World Bank', [], 3)
  for (const [id, name] of [
    [space, 'Governance'],
    [otherSpace, 'Data'],
  ] as const) {
    const values = {
      id,
      group_id: group,
      kind: 'project',
      name,
      purpose: '',
      default_view: 'time',
      created_at: Date.now(),
    }
    await db.insertInto('space').values(values).execute()
    await addAccess(db, id, { agencyId: ids.desa })
  }
  await addAccess(db, space, { agencyId: ids.ilo })
  await addPerson(db, ids.office, ids.desa, 'secretariat')
  await addPerson(db, ids.iloFocal, ids.ilo, 'focalPoint')
  await addPerson(db, ids.iloPrincipal, ids.ilo, 'principal')
  await addPerson(db, ids.unhcrFocal, ids.unhcr, 'focalPoint')
  await addPerson(db, ids.worldBankFocal, ids.worldBank, 'focalPoint')
  await addPerson(db, ids.observer, null, 'observer')
  await addAccess(db, space, { personId: ids.observer }, 'reads')
  await addPerson(db, ids.administrator, null, null, { isAdministrator: true })
}
