import { createHash, randomInt } from 'node:crypto'
import * as Y from 'yjs'
import type { Caller } from '#server/access/authorize.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Storage } from '#server/storage/storage.ts'
import { type DraftNode, emptyDraft } from '#shared/editor/draft-node.ts'
import { draftTemplate } from '#shared/editor/draft-templates.ts'
import { draftToHtml } from '#shared/editor/draft-to-html.ts'
import { draftToMarkdown } from '#shared/editor/draft-to-markdown.ts'
import { draftToText } from '#shared/editor/draft-to-text.ts'
import { restoreUpdate } from '#shared/editor/restore-draft.ts'
import { draftToUpdate, updateToDraft } from '#shared/editor/seed-draft.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { Seed } from './drafts-service.ts'
import * as store from './drafts-store.ts'
import { type KeptText, versionCommands } from './versions-service.ts'

/** A Yjs client id that nobody has announced: the server's own, once. */
function freshClientId(): number {
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

export function keptText(document: DraftNode): KeptText {
  const json = JSON.stringify(document)
  return { document: json, sha256: createHash('sha256').update(json).digest('hex') }
}

export function documentOf(version: { document: string | null }): DraftNode {
  return version.document === null ? emptyDraft : (JSON.parse(version.document) as DraftNode)
}

const renderers = { html: draftToHtml, markdown: draftToMarkdown, text: draftToText }

/** The committed text of drafts, and versions of it; what it reads is never ahead of the log. */
export class DraftTexts {
  readonly #engine: CollabEngine
  readonly #storage: Storage

  constructor(engine: CollabEngine, storage: Storage) {
    this.#engine = engine
    this.#storage = storage
  }

  /** Throws `not_found` for a draft without text. */
  async render(draftId: string, format: keyof typeof renderers): Promise<string> {
    const state = await this.#engine.state(draftId)
    if (!state) throw new PlenaryError('not_found')
    return renderers[format](updateToDraft(state).doc)
  }

  /** Keeps the committed text as a version, in the draft's own queue: no row slips between. */
  async keepVersion(
    caller: Caller,
    draftId: string,
    label: string,
    note: string,
    key: string | undefined,
  ) {
    const kept = await this.#engine.runExclusive(draftId, (state) => {
      const text = keptText(updateToDraft(state).doc)
      const input = { caller, draftId, kind: 'named' as const, label, note, text }
      return this.#storage.exec(
        versionCommands.keepVersion,
        input,
        key === undefined ? {} : { key },
      )
    })
    if (!kept) throw new PlenaryError('not_found')
    return kept
  }

  /**
   * Makes the text read as a version again: first the present text is kept as a version, then the
   * difference is appended as a change by this person, which everyone's editor follows.
   */
  async restore(caller: Caller, draftId: string, versionId: string): Promise<{ keptAs: number }> {
    const version = await store.findVersion(this.#storage.db, draftId, versionId)
    if (!version || version.document === null) throw new PlenaryError('not_found')
    const target = documentOf(version)
    const before = await this.#engine.runExclusive(draftId, async (state) => {
      const text = keptText(updateToDraft(state).doc)
      const input = {
        caller,
        draftId,
        kind: 'beforeRestore' as const,
        label: version.label,
        note: '',
        text,
      }
      const kept = await this.#storage.exec(versionCommands.keepVersion, input)
      return { kept, update: restoreUpdate(state, target, freshClientId()) }
    })
    if (!before) throw new PlenaryError('not_found')
    if (before.update) {
      const author = { actor: { caller }, personId: caller.personId }
      await this.#engine.appendAsServer(draftId, author, before.update)
    }
    const input = { caller, draftId, versionId, number: version.number }
    await this.#storage.exec(versionCommands.recordRestore, input)
    return { keptAs: before.kept.number }
  }
}
