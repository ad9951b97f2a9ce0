import { actorOf, authorize, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import type { SpaceRole } from '#shared/rules/roles.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import * as store from './spaces-store.ts'

const createSpace = command(
  'spaces.create',
  async (
    tx,
    input: { caller: Caller; groupId: string; name: string; purpose: string; restsOn: string },
  ) => {
    const authorized = await authorize(tx, input.caller, 'space.create', {
      kind: 'group',
      id: input.groupId,
    })
    const id = newId()
    await store.insertSpace(tx.db, {
      id,
      group_id: input.groupId,
      kind: 'project',
      name: input.name,
      purpose: input.purpose,
      rests_on: input.restsOn || null,
      rests_on_ref: null,
      agency_id: authorized.agencyId,
      default_view: 'time',
      archived_at: null,
      created_at: tx.now,
      provenance: null,
    })
    tx.emit({
      kind: 'space.created',
      payload: { spaceId: id },
      groupId: input.groupId,
      audience: `space:${id}`,
      spaceId: id,
      subject: { kind: 'space', id },
      ...actorOf(authorized),
    })
    return { id }
  },
)

interface SpaceChange {
  caller: Caller
  spaceId: string
  name?: string | undefined
  purpose?: string | undefined
  defaultView?: 'time' | 'reply' | undefined
  isArchived?: boolean | undefined
}

const updateSpace = command('spaces.update', async (tx, input: SpaceChange) => {
  const authorized = await authorize(tx, input.caller, 'space.manage', {
    kind: 'space',
    id: input.spaceId,
  })
  const before = await store.findSpace(tx.db, input.spaceId)
  if (input.isArchived && before.kind === 'workspace') {
    throw new PlenaryError('forbidden', 'The Workspace is not archived; project spaces are.')
  }
  const event = {
    groupId: before.group_id,
    audience: `space:${input.spaceId}` as const,
    spaceId: input.spaceId,
    subject: { kind: 'space', id: input.spaceId },
    ...actorOf(authorized),
  }
  const changed = {
    ...(input.name !== undefined && input.name !== before.name && { name: input.name }),
    ...(input.purpose !== undefined &&
      input.purpose !== before.purpose && { purpose: input.purpose }),
    ...(input.defaultView !== undefined &&
      input.defaultView !== before.default_view && { default_view: input.defaultView }),
  }
  if (Object.keys(changed).length > 0) {
    await store.updateSpace(tx.db, input.spaceId, changed)
    tx.emit({
      kind: 'space.changed',
      payload: { spaceId: input.spaceId, fields: Object.keys(changed) },
      ...event,
    })
  }
  const isArchived = before.archived_at !== null
  if (input.isArchived !== undefined && input.isArchived !== isArchived) {
    await store.updateSpace(tx.db, input.spaceId, { archived_at: input.isArchived ? tx.now : null })
    const kind = input.isArchived ? 'space.archived' : 'space.reopened'
    tx.emit({ kind, payload: { spaceId: input.spaceId }, ...event })
  }
})

const withdrawAccess = command(
  'spaces.withdrawAccess',
  async (tx, input: { caller: Caller; accessId: string }) => {
    const authorized = await authorize(tx, input.caller, 'access.withdraw', {
      kind: 'access',
      id: input.accessId,
    })
    const access = await store.findAccess(tx.db, input.accessId)
    if (!access) throw new PlenaryError('not_found')
    await store.endAccess(tx.db, access.id, tx.now)
    // Who joined by the agency's invitation with an address not proven stands here by a row of
    // their own (H10): it rests on the agency's access and ends with it.
    if (access.agency_id)
      await store.endAccessRestingOn(tx.db, access.space_id, access.agency_id, tx.now)
    const common = { groupId: access.group_id, spaceId: access.space_id, ...actorOf(authorized) }
    tx.emit({
      kind: 'access.withdrawn',
      payload: { accessId: access.id, agencyId: access.agency_id, personId: access.person_id },
      audience: `space:${access.space_id}`,
      subject: { kind: 'space', id: access.space_id },
      ...common,
    })
    for (const personId of await store.personsOf(tx.db, access.agency_id, access.person_id)) {
      tx.emit({
        kind: 'space.gone',
        payload: { spaceId: access.space_id },
        audience: `person:${personId}`,
        subject: { kind: 'space', id: access.space_id },
        ...common,
        spaceId: null,
      })
    }
  },
)

/**
 * Gives an agency (all its present and later seats) or one person a role in a space, within another
 * command's transaction. Emits `access.granted` to the space and `space.appeared` to who gains.
 */
export async function grantAccess(
  tx: Tx,
  grant: {
    groupId: string
    spaceId: string
    agencyId: string | null
    personId: string | null
    role: SpaceRole
    restsOn: { text: string; ref: string | null } | null
    invitationId: string | null
    actorId: string | null
    actorFor: string | null
  },
): Promise<string> {
  const id = newId()
  await store.insertAccess(tx.db, {
    id,
    group_id: grant.groupId,
    space_id: grant.spaceId,
    agency_id: grant.agencyId,
    person_id: grant.personId,
    role: grant.role,
    rests_on: grant.restsOn?.text ?? null,
    rests_on_ref: grant.restsOn?.ref ?? null,
    invitation_id: grant.invitationId,
    since: tx.now,
    until: null,
    ended_at: null,
    provenance: null,
  })
  const common = { groupId: grant.groupId, actorId: grant.actorId, actorFor: grant.actorFor }
  tx.emit({
    kind: 'access.granted',
    payload: { accessId: id, agencyId: grant.agencyId, personId: grant.personId, role: grant.role },
    audience: `space:${grant.spaceId}`,
    spaceId: grant.spaceId,
    subject: { kind: 'space', id: grant.spaceId },
    ...common,
  })
  for (const personId of await store.personsOf(tx.db, grant.agencyId, grant.personId)) {
    tx.emit({
      kind: 'space.appeared',
      payload: { spaceId: grant.spaceId },
      audience: `person:${personId}`,
      spaceId: null,
      subject: { kind: 'space', id: grant.spaceId },
      ...common,
    })
  }
  return id
}

export const spaceCommands = { createSpace, updateSpace, withdrawAccess }
