import { agencyColour } from '#shared/rules/agency-palette.ts'
import { flag, type PlanContext, provenanceOf, type RestsOn } from './plan-context.ts'
import type { TermAgency, TermMembership } from './term-file.ts'

const plateLength = 12

/** The group, its agencies in the order of their membership, memberships and chairmanships. */
export function planGroup(context: PlanContext): void {
  const { group } = context.term
  const id = context.groupId
  context.add({
    kind: 'group',
    fileId: context.groupFileId,
    title: group.name,
    source: group,
    sameBy: ['acronym'],
    rows: [
      {
        table: 'group',
        values: {
          id,
          name: group.name,
          acronym: group.acronym,
          time_zone: context.timeZone,
          established: group.established ?? null,
          contact: group.contact ?? null,
          last_seq: 0,
          created_at: context.now,
        },
      },
    ],
    events: [
      context.event(
        { kind: 'group.created', payload: { groupId: id } },
        { audience: `group:${id}`, subject: { kind: 'group', id } },
      ),
    ],
  })
  for (const [position, agency] of inMembershipOrder(context).entries())
    planAgency(context, agency, position)
  planMemberships(context)
  planChairmanships(context)
}

function inMembershipOrder({ term }: PlanContext): TermAgency[] {
  const agencies = term.agencies ?? []
  const members = (term.memberships ?? []).map((row) => row.agencyId)
  const place = (agency: TermAgency) =>
    members.includes(agency.id) ? members.indexOf(agency.id) : members.length
  return agencies.toSorted((a, b) => place(a) - place(b))
}

function planAgency(context: PlanContext, agency: TermAgency, position: number): void {
  const id = context.idOf('agency', agency.id)
  const colour = agencyColour(position)
  context.add({
    kind: 'agency',
    fileId: agency.id,
    title: agency.acronym,
    source: agency,
    sameBy: ['group_id', 'acronym'],
    rows: [
      {
        table: 'agency',
        values: {
          id,
          group_id: context.groupId,
          acronym: agency.acronym,
          name: agency.name,
          kind: agency.kind ?? 'entity',
          label: agency.label ?? agency.acronym,
          plate: agency.plate ?? agency.acronym.slice(0, plateLength),
          colour_light: colour.light,
          colour_dark: colour.dark,
          position,
          domains: JSON.stringify(agency.domains ?? []),
          alt_labels: JSON.stringify(agency.altLabels ?? []),
          constituents: JSON.stringify(agency.constituents ?? []),
          represented_by: agency.representedBy ?? null,
          provenance: provenanceOf(agency),
        },
      },
    ],
    events: [
      context.event(
        { kind: 'agency.added', payload: { agencyId: id } },
        { audience: `group:${context.groupId}`, subject: { kind: 'agency', id } },
      ),
    ],
  })
}

const endedStatuses = ['suspended', 'withdrawn', 'ended', 'declined', 'deferred']

/** Memberships as the file has them; where it has no such section, every agency is a member. */
export function membershipsOf({ term }: PlanContext): TermMembership[] {
  return term.memberships ?? (term.agencies ?? []).map(({ id }) => ({ agencyId: id }))
}

export function isActive(membership: TermMembership): boolean {
  return !endedStatuses.includes(membership.status ?? 'active')
}

/** The decision that admitted it, or that it was there from the beginning. */
export function membershipRestsOn(context: PlanContext, membership: TermMembership): RestsOn {
  const decided = context.decision(membership.admittedByDecisionId)
  return decided.text === null && membership.founding
    ? { text: 'Founding member', ref: null }
    : decided
}

function planMemberships(context: PlanContext): void {
  for (const membership of membershipsOf(context)) {
    const fileId = membership.id ?? `membership of ${membership.agencyId}`
    const restsOn = membershipRestsOn(context, membership)
    context.add({
      kind: 'membership',
      fileId,
      title: membership.agencyId,
      source: membership,
      sameBy: ['agency_id'],
      rows: [
        {
          table: 'membership',
          values: {
            id: context.idOf('membership', fileId),
            group_id: context.groupId,
            agency_id: context.idOf('agency', membership.agencyId),
            status: membership.status ?? 'active',
            is_founding: flag(membership.founding),
            effective_from: membership.effectiveFrom ?? null,
            rests_on: restsOn.text,
            rests_on_ref: restsOn.ref,
            provenance: provenanceOf(membership),
          },
        },
      ],
    })
  }
}

function planChairmanships(context: PlanContext): void {
  for (const term of context.term.chairmanships ?? []) {
    const fileId = term.id ?? `chairmanship from ${term.from}`
    const isVacant = !term.agencyId || term.state === 'vacant'
    context.add({
      kind: 'chairmanship',
      fileId,
      title: `${term.from} – ${term.to}`,
      source: term,
      sameBy: ['group_id', 'from_date'],
      rows: [
        {
          table: 'chairmanship',
          values: {
            id: context.idOf('chairmanship', fileId),
            group_id: context.groupId,
            agency_id: isVacant ? null : context.maybeIdOf('agency', term.agencyId),
            from_date: term.from,
            until_date: term.to,
            state: isVacant ? 'vacant' : (term.state ?? 'confirmed'),
            is_interim: flag(term.interim),
            provenance: provenanceOf(term),
          },
        },
      ],
    })
  }
}
