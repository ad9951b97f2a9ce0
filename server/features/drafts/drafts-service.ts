import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { command, type Tx } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import { actingSeat } from '#shared/rules/viewer.ts'
import { insertRow, moveClients } from './draft-append-store.ts'
import * as store from './drafts-store.ts'

/** The first text of a draft, made on the main thread: a Yjs update and where its clock ends. */
export interface Seed {
  update: Uint8Array
  clientId: number
  nextClock: number
}

export function draftEvent(authorized: Authorized) {
  const { subject } = authorized
  return {
    groupId: subject.groupId,
    audience: `space:${subject.spaceId}` as const,
    spaceId: subject.spaceId,
    subject: { kind: 'draft', id: subject.id },
    ...actorOf(authorized),
  }
}

interface NewDraft {
  caller: Caller
  spaceId: string
  kind: string
  title: string
  language: string
  seed: Seed
}

/**
 * Minutes are written by the chair, the secretariat and those whom they name (so a focal point who
 * begins minutes names their own seat); every other kind by all who take part in the space.
 */
async function nameFirstDrafters(tx: Tx, authorized: Authorized, draftId: string, kind: string) {
  const { viewer, subject } = authorized
  const isOffice = viewer.offices.includes(subject.groupId)
  const seat = actingSeat(viewer, subject.groupId)
  if (kind === 'minutes' && !isOffice && seat)
    await store.replaceDrafters(tx.db, draftId, [], [seat.id])
}

const createDraft = command('drafts.create', async (tx, input: NewDraft) => {
  const authorized = await authorize(tx, input.caller, 'draft.create', {
    kind: 'space',
    id: input.spaceId,
  })
  const id = newId()
  const { personId } = authorized.viewer
  await store.insertDraft(tx.db, {
    id,
    group_id: authorized.subject.groupId,
    space_id: input.spaceId,
    kind: input.kind,
    title: input.title,
    subtitle: null,
    state: 'draft',
    symbol: null,
    language: input.language,
    note: null,
    withdrawn_reason: null,
    drafters: input.kind === 'minutes' ? 'chosen' : 'space',
    epoch: 1,
    has_text: 1,
    size: input.seed.update.byteLength,
    next_seq: 2,
    comments_due: null,
    created_by: personId,
    created_for: authorized.agencyId,
    created_at: tx.now,
    edited_at: null,
    edited_by: null,
    edited_for: null,
    provenance: null,
  })
  await nameFirstDrafters(tx, authorized, id, input.kind)
  await insertRow(tx.db, {
    draftId: id,
    seq: 1,
    bytes: input.seed.update,
    personId: null,
    agencyId: null,
    at: tx.now,
  })
  const range = { client: input.seed.clientId, from: 0, to: input.seed.nextClock }
  await moveClients(tx.db, id, 1, null, [range])
  tx.emit({
    kind: 'draft.created',
    payload: { draftId: id, draftKind: input.kind },
    ...draftEvent(authorized),
    subject: { kind: 'draft', id },
  })
  return { id }
})

const renameDraft = command(
  'drafts.rename',
  async (tx, input: { caller: Caller; draftId: string; title: string }) => {
    const authorized = await authorize(tx, input.caller, 'draft.rename', {
      kind: 'draft',
      id: input.draftId,
    })
    await store.updateDraft(tx.db, input.draftId, { title: input.title })
    tx.emit({
      kind: 'draft.renamed',
      payload: { draftId: input.draftId },
      ...draftEvent(authorized),
    })
  },
)

interface Drafters {
  caller: Caller
  draftId: string
  rule: 'space' | 'chosen'
  agencyIds: string[]
  seatIds: string[]
}

const nameDrafters = command('drafts.nameDrafters', async (tx, input: Drafters) => {
  const on = { kind: 'draft', id: input.draftId } as const
  const authorized = await authorize(tx, input.caller, 'draft.nameDrafters', on)
  const { groupId } = authorized.subject
  const known = await store.ofGroup(tx.db, groupId, input.agencyIds, input.seatIds)
  if (
    known.agencyIds.length < input.agencyIds.length ||
    known.seatIds.length < input.seatIds.length
  ) {
    throw new PlenaryError('invalid', 'An agency or seat named as drafter is not of this group.')
  }
  const isChosen = input.rule === 'chosen'
  await store.updateDraft(tx.db, input.draftId, { drafters: input.rule })
  await store.replaceDrafters(
    tx.db,
    input.draftId,
    isChosen ? known.agencyIds : [],
    isChosen ? known.seatIds : [],
  )
  tx.emit({
    kind: 'draft.draftersNamed',
    payload: { draftId: input.draftId },
    ...draftEvent(authorized),
  })
})

const withdrawDraft = command(
  'drafts.withdraw',
  async (tx, input: { caller: Caller; draftId: string; reason: string }) => {
    const authorized = await authorize(tx, input.caller, 'draft.withdraw', {
      kind: 'draft',
      id: input.draftId,
    })
    await store.updateDraft(tx.db, input.draftId, {
      state: 'withdrawn',
      withdrawn_reason: input.reason || null,
    })
    tx.emit({
      kind: 'draft.withdrawn',
      payload: { draftId: input.draftId },
      ...draftEvent(authorized),
    })
  },
)

export const draftCommands = { createDraft, renameDraft, nameDrafters, withdrawDraft }
