import type { SubjectKind } from '../contracts/contract.ts'

/** The facts about an object on which rights rest, read fresh for each question. */
export interface Subject {
  kind: SubjectKind
  id: string
  groupId: string
  /** Who may know of it: the group's people, the readers of its space, or those who may invite. */
  visibility: 'group' | 'space' | 'inviters'
  spaceId: string | null
  isSpaceArchived: boolean
  /** The person who wrote, started, created or holds it. */
  ownerId: string | null
  /** The agency a seat belongs to. */
  agencyId: string | null
  /** The agencies in whose seats a person sits. */
  agencyIds: string[]
  topicId: string | null
  topicState: 'open' | 'summarised' | 'closed' | null
  draftId: string | null
  draft: DraftFacts | null
}

export interface DraftFacts {
  state: string
  hasText: boolean
  drafters: 'space' | 'chosen'
  drafterAgencyIds: string[]
  drafterSeatIds: string[]
}

const blank = {
  isSpaceArchived: false,
  spaceId: null,
  ownerId: null,
  agencyId: null,
  agencyIds: [],
  topicId: null,
  topicState: null,
  draftId: null,
  draft: null,
} as const

/** A subject with the facts given; the rest is "does not apply". */
export function subject(
  facts: Pick<Subject, 'kind' | 'id' | 'groupId' | 'visibility'> & Partial<Subject>,
): Subject {
  return { ...blank, ...facts, agencyIds: facts.agencyIds ?? [] }
}
