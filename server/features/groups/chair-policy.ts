/** A dated term of an agency in the chair, with days of the group's calendar (`2007-12-31`). */
export interface Term {
  agencyId: string | null
  from: string
  until: string
  state: string
}

export type TermState = 'nominated' | 'confirmed' | 'incoming' | 'inOffice' | 'concluded' | 'vacant'

function isHeldOn(term: Term, today: string): boolean {
  return term.state !== 'vacant' && term.from <= today && today <= term.until
}

/** The state by date: at 00:00 of its first day a term is in office, whoever edits nothing. */
export function termStateOn(term: Term, today: string): TermState {
  if (term.state === 'vacant') return 'vacant'
  if (isHeldOn(term, today)) return 'inOffice'
  if (term.until < today) return 'concluded'
  return term.state === 'nominated' || term.state === 'confirmed' ? term.state : 'incoming'
}

/** The troika on a day: agencies of the outgoing, the current and the incoming chair. */
export function chairsOn(
  terms: readonly Term[],
  today: string,
): { previous: string | null; current: string | null; next: string | null } {
  const held = terms.filter((term) => term.state !== 'vacant')
  const byStart = [...held].sort((a, b) => (a.from < b.from ? -1 : 1))
  const agencyOf = (term: Term | undefined) => term?.agencyId ?? null
  return {
    previous: agencyOf(byStart.findLast((term) => term.until < today)),
    current: agencyOf(byStart.findLast((term) => isHeldOn(term, today))),
    next: agencyOf(byStart.find((term) => term.from > today)),
  }
}
