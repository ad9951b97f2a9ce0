interface OfDraft {
  draftId: string
}

export type DraftEvent =
  | { kind: 'draft.created'; payload: OfDraft & { draftKind: string } }
  /** One a person and sitting, not one a keystroke. */
  | { kind: 'draft.edited'; payload: OfDraft }
  | { kind: 'draft.renamed'; payload: OfDraft }
  | { kind: 'draft.draftersNamed'; payload: OfDraft }
  | { kind: 'draft.withdrawn'; payload: OfDraft }
  | { kind: 'draft.versionNamed'; payload: OfDraft & { versionId: string; number: number } }
  | { kind: 'draft.versionRestored'; payload: OfDraft & { versionId: string; number: number } }
  | { kind: 'draft.discussed'; payload: OfDraft & { topicId: string } }
  /** Text was found in a paragraph that somebody else had replaced: it is offered (H6). */
  | { kind: 'draft.orphaned'; payload: OfDraft }
  | { kind: 'draft.orphanSettled'; payload: OfDraft }
