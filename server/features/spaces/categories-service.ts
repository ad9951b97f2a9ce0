import { actorOf, authorize, type Authorized, type Caller } from '#server/access/authorize.ts'
import { command } from '#server/storage/command.ts'
import { PlenaryError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import * as store from './spaces-store.ts'

function eventOf(authorized: Authorized, categoryId: string) {
  const spaceId = authorized.subject.spaceId ?? ''
  return {
    groupId: authorized.subject.groupId,
    audience: `space:${spaceId}` as const,
    spaceId,
    subject: { kind: 'category', id: categoryId },
    ...actorOf(authorized),
  }
}

const createCategory = command(
  'spaces.createCategory',
  async (tx, input: { caller: Caller; spaceId: string; name: string }) => {
    const authorized = await authorize(tx, input.caller, 'space.categorise', {
      kind: 'space',
      id: input.spaceId,
    })
    const id = newId()
    const position = (await store.categoriesOf(tx.db, input.spaceId)).length
    await store.insertCategory(tx.db, {
      id,
      group_id: authorized.subject.groupId,
      space_id: input.spaceId,
      name: input.name,
      position,
      provenance: null,
    })
    tx.emit({ kind: 'category.created', payload: { categoryId: id }, ...eventOf(authorized, id) })
    return { id }
  },
)

const updateCategory = command(
  'spaces.updateCategory',
  async (
    tx,
    input: {
      caller: Caller
      categoryId: string
      name?: string | undefined
      position?: number | undefined
    },
  ) => {
    const on = { kind: 'category', id: input.categoryId } as const
    const authorized = await authorize(tx, input.caller, 'space.categorise', on)
    const fields = {
      ...(input.name !== undefined && { name: input.name }),
      ...(input.position !== undefined && { position: input.position }),
    }
    if (Object.keys(fields).length === 0) return
    await store.updateCategory(tx.db, input.categoryId, fields)
    tx.emit({
      kind: 'category.changed',
      payload: { categoryId: input.categoryId, fields: Object.keys(fields) },
      ...eventOf(authorized, input.categoryId),
    })
  },
)

const removeCategory = command(
  'spaces.removeCategory',
  async (tx, input: { caller: Caller; categoryId: string }) => {
    const on = { kind: 'category', id: input.categoryId } as const
    const authorized = await authorize(tx, input.caller, 'space.categorise', on)
    if (await store.hasTopics(tx.db, input.categoryId)) {
      throw new PlenaryError('conflict', 'Move its topics to another category first.')
    }
    await store.deleteCategory(tx.db, input.categoryId)
    tx.emit({
      kind: 'category.removed',
      payload: { categoryId: input.categoryId },
      ...eventOf(authorized, input.categoryId),
    })
  },
)

export const categoryCommands = { createCategory, updateCategory, removeCategory }
