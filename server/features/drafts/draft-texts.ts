import type { Caller } from '#server/access/authorize.ts'
import type { CollabEngine } from '#server/collab/engine.ts'
import type { Storage } from '#server/storage/storage.ts'
import type { DraftComparison } from '#shared/editor/compare-drafts.ts'
import { PlenaryError } from '#shared/errors.ts'
import type { ExportedText } from './authorship-export.ts'
import { creditSources } from './authorship-store.ts'
import { changeAsServer } from './server-change.ts'
import type { TextDesk } from './text-desk.ts'
import type { LiveText, StoredText, TextFormat } from './text-tasks.ts'
import { freshClientId } from './text-seeds.ts'
import type { DraftChanges } from './versions-changes.ts'
import { type Kept, type KeptText, versionCommands } from './versions-service.ts'
import * as store from './versions-store.ts'

/** A committed text: all changes before `seq`, and none after it. */
interface CapturedText {
  live: LiveText
  seq: number
}

/** The committed text of drafts, and versions of it; what it reads is never ahead of the log. */
export class DraftTexts {
  readonly #engine: CollabEngine
  readonly #storage: Storage
  readonly #changes: DraftChanges
  readonly #desk: TextDesk
  /** Restores that are under way, by draft. */
  readonly #restores = new Map<string, Promise<unknown>>()

  constructor(engine: CollabEngine, storage: Storage, changes: DraftChanges, desk: TextDesk) {
    this.#engine = engine
    this.#storage = storage
    this.#changes = changes
    this.#desk = desk
  }

  /** Throws `not_found` for a draft without text, and what `TextDesk.run` throws. */
  async render(draftId: string, format: TextFormat): Promise<string> {
    const source = await this.#liveSource(draftId, true)
    return this.#desk.run('render', { source, format })
  }

  /** The text with who wrote it; `isAnonymous`: with nobody's name. Throws as `render`. */
  async exportText(draftId: string, isAnonymous: boolean): Promise<ExportedText> {
    return this.#desk.run('export', await this.#liveSource(draftId, isAnonymous))
  }

  /** A version's text. Throws `not_found` also where only the version's being is recorded. */
  async renderVersion(draftId: string, versionId: string, format: TextFormat): Promise<string> {
    const source = { stored: await this.#stored(draftId, versionId) }
    return this.#desk.run('render', { source, format })
  }

  /** `to`: a version's id, or `now`. `isAnonymous`: who wrote what is not looked up. */
  async compare(
    draftId: string,
    between: { from: string; to: string },
    isAnonymous: boolean,
  ): Promise<DraftComparison> {
    const from = { stored: await this.#stored(draftId, between.from) }
    const to =
      between.to === 'now'
        ? await this.#liveSource(draftId, isAnonymous)
        : { stored: await this.#stored(draftId, between.to) }
    return this.#desk.run('compare', { from, to, isAnonymous })
  }

  /** Keeps the committed text as a named version. */
  async keepVersion(
    caller: Caller,
    draftId: string,
    { label, note }: { label: string; note: string },
    key: string | undefined,
  ): Promise<{ id: string; number: number }> {
    const options = key === undefined ? {} : { key }
    const { id, number } = await this.#keep(draftId, await this.#capture(draftId), (text) =>
      this.#storage.exec(
        versionCommands.keepVersion,
        { caller, draftId, kind: 'named', label, note, text },
        options,
      ),
    )
    return { id, number }
  }

  /** Keeps the committed text at a natural pause, unless it reads as the last version does. */
  async keepAutomatic(draftId: string): Promise<void> {
    await this.#keep(draftId, await this.#capture(draftId), (text) =>
      this.#storage.exec(versionCommands.keepAutomatic, { draftId, text }),
    )
  }

  /**
   * Makes the text read as a version again: first the present text is kept as a version, then the
   * difference is appended as a change by this person, which everyone's editor follows, its words
   * credited to who had written them. What is typed meanwhile stays: the change says nothing of it.
   * One restore of a draft follows the other, since two differences from one text would each put
   * the same words back.
   */
  async restore(caller: Caller, draftId: string, versionId: string): Promise<{ keptAs: number }> {
    const before = this.#restores.get(draftId) ?? Promise.resolve()
    const turn = before.then(
      () => this.#restore(caller, draftId, versionId),
      () => this.#restore(caller, draftId, versionId),
    )
    this.#restores.set(draftId, turn)
    try {
      return await turn
    } finally {
      if (this.#restores.get(draftId) === turn) this.#restores.delete(draftId)
    }
  }

  close(): void {
    this.#desk.close()
  }

  async #restore(caller: Caller, draftId: string, versionId: string): Promise<{ keptAs: number }> {
    const target = await this.#stored(draftId, versionId)
    const captured = await this.#capture(draftId)
    const { number, label } = target
    const kept = await this.#keep(draftId, captured, (text) =>
      this.#storage.exec(versionCommands.keepVersion, {
        caller,
        draftId,
        kind: 'beforeRestore',
        label,
        note: '',
        text,
      }),
    )
    const { parts } = captured.live
    const clientId = freshClientId()
    const change = await this.#desk.run('restore', { parts, target, clientId })
    if (change) {
      const author = { actor: { caller }, personId: caller.personId }
      await changeAsServer(this.#engine, draftId, author, change.update, change.credits)
    }
    await this.#storage.exec(versionCommands.recordRestore, { caller, draftId, versionId, number })
    return { keptAs: kept.number }
  }

  /** In the draft's own queue, so that text, sequence number and credits are of one moment. */
  async #capture(draftId: string): Promise<CapturedText> {
    const captured = await this.#engine.runExclusive(draftId, (parts) => {
      this.#changes.captured(draftId)
      return this.#storage.snapshot(async (db) => ({
        live: { parts, credits: await creditSources(db, draftId) },
        seq: await store.nextSeq(db, draftId),
      }))
    })
    if (!captured) throw new PlenaryError('not_found')
    return captured
  }

  async #keep<T extends Kept>(
    draftId: string,
    { live, seq }: CapturedText,
    keep: (text: KeptText) => Promise<T>,
    isLastTry = false,
  ): Promise<T> {
    const keyframe = await store.latestKeyframe(this.#storage.db, draftId)
    const packed = await this.#desk.run('keep', { live, keyframe })
    const { sha256, bytes, isKeyframe } = packed
    const baseId = isKeyframe ? null : (keyframe?.id ?? null)
    try {
      const kept = await keep({ sha256, bytes, baseId, seq })
      this.#changes.kept(draftId, kept.isChangedSince)
      return kept
    } catch (error) {
      const isBaseGone = error instanceof PlenaryError && error.code === 'conflict'
      if (!isBaseGone || isLastTry) throw error
      return this.#keep(draftId, { live, seq }, keep, true)
    }
  }

  async #liveSource(draftId: string, isAnonymous: boolean): Promise<{ live: LiveText }> {
    const live = await this.#engine.runExclusive(draftId, async (parts): Promise<LiveText> => {
      if (isAnonymous) return { parts, credits: null }
      return {
        parts,
        credits: await this.#storage.snapshot((db) => creditSources(db, draftId)),
      }
    })
    if (!live) throw new PlenaryError('not_found')
    return { live }
  }

  async #stored(
    draftId: string,
    versionId: string,
  ): Promise<StoredText & { label: string; number: number }> {
    const version = await store.storedVersion(this.#storage.db, draftId, versionId)
    if (!version || (version.document === null && version.bytes === null))
      throw new PlenaryError('not_found')
    return version
  }
}
