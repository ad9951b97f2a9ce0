/** Told when a draft was changed, and when its changes became a version. */
export interface ChangeListener {
  changed(draftId: string): void
  /** `isChangedSince`: others came while the version was being made. */
  kept(draftId: string, isChangedSince: boolean): void
}

/**
 * Whose changes of a draft the storage has noted since its last version. It is only a saving: the
 * storage notes a person once a version and not once a keystroke, and a restart notes them again.
 */
export class DraftChanges {
  readonly #noted = new Map<string, Set<string>>()
  #listener: ChangeListener | null = null

  /** One at most: the watch that makes automatic versions. */
  listen(listener: ChangeListener | null): void {
    this.#listener = listener
  }

  isNoted(draftId: string, personId: string): boolean {
    return this.#noted.get(draftId)?.has(personId) ?? false
  }

  /** A change by this person is stored. */
  stored(draftId: string, personId: string): void {
    const people = this.#noted.get(draftId) ?? new Set()
    this.#noted.set(draftId, people.add(personId))
    this.#listener?.changed(draftId)
  }

  /** A version is being made of all that is stored; whose changes follow is noted anew. */
  captured(draftId: string): void {
    this.#noted.delete(draftId)
  }

  kept(draftId: string, isChangedSince: boolean): void {
    this.#listener?.kept(draftId, isChangedSince)
  }
}
