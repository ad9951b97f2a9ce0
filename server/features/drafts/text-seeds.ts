import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { type DraftNode, emptyDraft } from '#shared/editor/draft-node.ts'
import { draftTemplate } from '#shared/editor/draft-templates.ts'
import { draftToUpdate } from '#shared/editor/seed-draft.ts'
import type { Seed } from './drafts-service.ts'

/** A Yjs client id that nobody has announced: the server's own, once. */
export function freshClientId(): number {
  return randomInt(1, 2 ** 32)
}

/** The first text of a draft of this kind, from its template or empty. Seeded here, once. */
export function seedText(document: DraftNode): Seed {
  const clientId = freshClientId()
  const update = draftToUpdate(document, clientId)
  const vector = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))
  return { update, clientId, nextClock: vector.get(clientId) ?? 0 }
}

export function firstText(kind: string, language: string, isBlank: boolean): Seed {
  return seedText(isBlank ? emptyDraft : draftTemplate(kind, language))
}
