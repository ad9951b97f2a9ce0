import { fillSeat } from '#server/features/groups/index.ts'
import { insertPerson } from '#server/features/identity/index.ts'
import { grantAccess } from '#server/features/spaces/index.ts'
import { hasGroup } from '#server/installation/installation-store.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { FirstRun } from '#shared/contracts/setup.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { AnyEvent, Audience } from '#shared/events/events.ts'
import { newId } from '#shared/ids.ts'
import { agencyColour } from '#shared/rules/agency-palette.ts'
import { emailKey } from '#shared/rules/email-key.ts'
import { firstRunProblems, placeOf } from '#shared/rules/first-run.ts'
import { calendarDay } from '#shared/time.ts'
import * as store from './setup-store.ts'

const plateLength = 12

/** What is being made, and by whom: the person who answers the first-run page. */
interface Making {
  tx: Tx
  input: FirstRun
  groupId: string
  personId: string
  agencyIds: string[]
  ownAgencyId: string
}

function emit(
  making: Making,
  event: AnyEvent,
  subject: { kind: string; id: string },
  audience?: Audience,
): void {
  making.tx.emit({
    ...event,
    groupId: making.groupId,
    audience: audience ?? `group:${making.groupId}`,
    spaceId: null,
    subject,
    actorId: making.personId,
    actorFor: making.ownAgencyId,
  })
}

async function makeAgencies(making: Making): Promise<void> {
  const { tx, input, groupId, agencyIds } = making
  for (const [position, agency] of input.agencies.entries()) {
    const id = agencyIds[position] ?? newId()
    const colour = agencyColour(position)
    await store.insertAgency(
      tx.db,
      {
        id,
        group_id: groupId,
        acronym: agency.acronym,
        name: agency.name,
        kind: agency.kind,
        label: agency.label || agency.acronym,
        plate: agency.acronym.slice(0, plateLength),
        colour_light: colour.light,
        colour_dark: colour.dark,
        position,
        domains: JSON.stringify(agency.domains),
        alt_labels: '[]',
        constituents: '[]',
        represented_by: null,
        provenance: null,
      },
      {
        id: newId(),
        group_id: groupId,
        agency_id: id,
        status: 'active',
        is_founding: 0,
        effective_from: null,
        rests_on: null,
        rests_on_ref: null,
        provenance: null,
      },
    )
    emit(making, { kind: 'agency.added', payload: { agencyId: id } }, { kind: 'agency', id })
  }
}

/** A chair that stays vacant is the absence of a term; the secretariat's rights stand. */
async function makeChair({ tx, input, groupId, agencyIds }: Making): Promise<void> {
  const { chair } = input
  if (!chair) return
  const today = calendarDay(tx.now, input.group.timeZone)
  const state = today < chair.from ? 'incoming' : today > chair.until ? 'concluded' : 'inOffice'
  await store.insertChairmanship(tx.db, {
    id: newId(),
    group_id: groupId,
    agency_id: agencyIds[placeOf(input.agencies, chair.acronym)] ?? null,
    from_date: chair.from,
    until_date: chair.until,
    state,
    is_interim: 0,
    provenance: null,
  })
}

async function makeSelf(
  making: Making,
  passwordHash: string | null,
  language: string,
): Promise<void> {
  const { tx, input, groupId, personId } = making
  const { self } = input
  await insertPerson(tx.db, {
    id: personId,
    name: self.name,
    email: self.email,
    email_key: emailKey(self.email),
    is_confirmed: 1,
    is_administrator: self.isAdministrator ? 1 : 0,
    language,
    time_zone: input.group.timeZone,
    mail_frequency: 'atOnce',
    keyboard_shortcuts: 1,
    password_hash: passwordHash,
    created_at: tx.now,
  })
  const asSubject = { kind: 'person', id: personId }
  emit(making, { kind: 'person.joined', payload: { personId } }, asSubject)
  const actor = { actorId: personId, actorFor: making.ownAgencyId }
  await fillSeat(tx, { groupId, agencyId: making.ownAgencyId, personId, role: self.seat, ...actor })
  if (!self.isAdministrator) return
  emit(
    making,
    { kind: 'administrator.marked', payload: { personId } },
    asSubject,
    `office:${groupId}`,
  )
}

async function makeWorkspace(making: Making): Promise<void> {
  const { tx, input, groupId, agencyIds, personId, ownAgencyId } = making
  const id = newId()
  const categoryId = newId()
  await store.insertWorkspace(
    tx.db,
    {
      id,
      group_id: groupId,
      kind: 'workspace',
      name: `${input.group.acronym} Workspace`,
      purpose: '',
      rests_on: null,
      rests_on_ref: null,
      agency_id: null,
      default_view: 'time',
      archived_at: null,
      created_at: tx.now,
      provenance: null,
    },
    {
      id: categoryId,
      group_id: groupId,
      space_id: id,
      name: 'General',
      position: 0,
      provenance: null,
    },
  )
  emit(
    making,
    { kind: 'space.created', payload: { spaceId: id } },
    { kind: 'space', id },
    `space:${id}`,
  )
  for (const agencyId of agencyIds) {
    await grantAccess(tx, {
      groupId,
      spaceId: id,
      agencyId,
      personId: null,
      role: 'takesPart',
      restsOn: null,
      invitationId: null,
      actorId: personId,
      actorFor: ownAgencyId,
    })
  }
}

/**
 * The first run: the group, its agencies, the chair's term, the Workspace, the first person with
 * seat and mark. One transaction, on a database without a group only.
 * Throws `already_done`, or `invalid` with the fields.
 */
const run = command(
  'setup.run',
  async (tx, given: { input: FirstRun; passwordHash: string | null; language: string }) => {
    if (await hasGroup(tx.db)) throw new PlenaryError('already_done')
    const { input } = given
    const problems = firstRunProblems(input)
    if (problems.length > 0)
      throw new PlenaryError('invalid', 'Some fields do not fit together.', problems)
    const agencyIds = input.agencies.map(() => newId())
    const groupId = newId()
    const ownAgencyId = agencyIds[placeOf(input.agencies, input.self.agency)] ?? ''
    const making: Making = { tx, input, groupId, personId: newId(), agencyIds, ownAgencyId }
    await store.insertGroup(tx.db, {
      id: groupId,
      name: input.group.name,
      acronym: input.group.acronym,
      time_zone: input.group.timeZone,
      established: null,
      contact: input.self.email,
      last_seq: 0,
      created_at: tx.now,
    })
    emit(making, { kind: 'group.created', payload: { groupId } }, { kind: 'group', id: groupId })
    await makeAgencies(making)
    await makeChair(making)
    await makeSelf(making, given.passwordHash, given.language)
    await makeWorkspace(making)
    return { groupId, personId: making.personId }
  },
)

export const setupCommands = { run }
