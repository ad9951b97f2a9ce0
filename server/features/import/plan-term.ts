import { day } from '#shared/time.ts'
import { PlanContext } from './plan-context.ts'
import { planDrafts } from './plan-drafts.ts'
import { planForum } from './plan-forum.ts'
import { planGroup } from './plan-group.ts'
import { planGrants, planInvitations } from './plan-invitations.ts'
import { planSeats } from './plan-seats.ts'
import { planSpaces } from './plan-spaces.ts'
import { type TermFile, termFile } from './term-file.ts'
import type { TermPlan } from './term-plan.ts'

/** Posts of the last days of a term are what its readers have yet to read. */
const unreadFor = 14 * day

/** Read only for what others cite of them. */
const citedOnly = ['decisions', 'initiatives']

/**
 * All that is to be prepared before the writer is asked: Markdown read and rendered, texts seeded,
 * ids drawn. `now` is the installation's domain time, for files without a clock.
 */
export async function planTerm(term: TermFile, now: number): Promise<TermPlan> {
  const context = new PlanContext(term, now)
  planGroup(context)
  const speakers = planSeats(context)
  const spaces = planSpaces(context)
  planInvitations(context, spaces, speakers)
  planDrafts(context, spaces, speakers)
  planGrants(context, spaces, speakers)
  const { topics, anchors } = await planForum(context, spaces, speakers)
  remarkSections(context)
  return {
    groupFileId: context.groupFileId,
    groupAcronym: term.group.acronym,
    groupId: context.groupId,
    records: context.records,
    topics,
    anchors,
    clock: context.now,
    unreadSince: context.now - unreadFor,
    readerIds: speakers.readerIds,
    remarks: context.remarks,
  }
}

/** Sections that the product has no place for yet: named, so that nobody believes them read. */
function remarkSections(context: PlanContext): void {
  const known = new Set(Object.keys(termFile.shape))
  for (const [name, value] of Object.entries(context.term)) {
    const isCited = citedOnly.includes(name)
    const count = Array.isArray(value) ? value.length : 1
    if (count === 0 || (known.has(name) && !isCited)) continue
    context.remark({ what: name, count, why: isCited ? 'citedOnly' : 'noPlaceYet' })
  }
}
