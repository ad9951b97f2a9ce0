import { planAccess } from './plan-access.ts'
import { isActive, membershipRestsOn, membershipsOf } from './plan-group.ts'
import { flag, type PlanContext, provenanceOf, type RestsOn } from './plan-context.ts'
import type { TermSpace } from './term-file.ts'

export interface Spaces {
  /** The file's id of the space of all members. */
  workspace: string
  /** When the space was there first, as far as the file tells. */
  createdAt(spaceFileId: string): number
}

/** Spaces with their categories, and who is in them by membership or as the one that opened it. */
export function planSpaces(context: PlanContext): Spaces {
  const named = context.term.spaces ?? []
  const workspace = named.find(({ kind }) => kind === 'workspace') ?? addedWorkspace(context, named)
  const all = named.includes(workspace) ? named : [workspace, ...named]
  const spaces: Spaces = {
    workspace: workspace.id,
    createdAt: (id) => firstTimeIn(context, id, id === workspace.id) ?? context.now,
  }
  for (const space of all) {
    planSpace(context, space, space === workspace, spaces)
    planOwnAccess(context, space, space === workspace, spaces)
  }
  return spaces
}

/** A group has one Workspace for all members, whether its file says so or not. */
function addedWorkspace(context: PlanContext, named: TermSpace[]): TermSpace {
  const name = `${context.term.group.acronym} Workspace`
  context.remark({ what: name, count: 1, why: 'workspaceAdded' })
  const ids = named.map(({ id }) => id)
  return { id: ids.includes('workspace') ? 'the workspace' : 'workspace', name }
}

/** What access to a space rests on: the decision that endorsed its initiative, where found. */
export function spaceRestsOn(context: PlanContext, space: TermSpace | undefined): RestsOn {
  const initiative = context.term.initiatives?.find(({ id }) => id === space?.initiativeId)
  return context.decision(initiative?.endorsedByDecisionId)
}

function firstTimeIn(context: PlanContext, spaceId: string, isWorkspace: boolean): number | null {
  const isHere = (id: string | null | undefined) => (id ? id === spaceId : isWorkspace)
  const topics = (context.term.forumTopics ?? []).filter((topic) => isHere(topic.spaceId))
  const documents = (context.term.documents ?? []).filter((document) => isHere(document.spaceId))
  const times = [
    ...topics.flatMap((topic) => (topic.posts ?? []).map((post) => context.instantOf(post.at))),
    ...documents.flatMap((document) =>
      (document.versions ?? []).map((version) => context.instantOf(version.date)),
    ),
  ].flatMap((time) => time ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function planSpace(
  context: PlanContext,
  space: TermSpace,
  isWorkspace: boolean,
  spaces: Spaces,
): void {
  const id = context.idOf('space', space.id)
  const restsOn = spaceRestsOn(context, space)
  const createdAt = spaces.createdAt(space.id)
  const { categories, ...source } = space
  context.add({
    kind: 'space',
    fileId: space.id,
    title: space.name,
    source,
    sameBy: isWorkspace ? ['group_id', 'kind'] : [],
    rows: [
      {
        table: 'space',
        values: {
          id,
          group_id: context.groupId,
          kind: isWorkspace ? 'workspace' : 'project',
          name: space.name,
          purpose: space.purpose ?? '',
          rests_on: restsOn.text,
          rests_on_ref: restsOn.ref,
          agency_id: context.maybeIdOf('agency', space.createdByAgencyId),
          default_view: space.defaultView ?? 'time',
          archived_at: flag(space.archived) ? context.now : null,
          created_at: createdAt,
          provenance: provenanceOf(space),
        },
      },
    ],
    events: [
      context.event(
        { kind: 'space.created', payload: { spaceId: id } },
        { audience: `space:${id}`, spaceId: id, subject: { kind: 'space', id }, at: createdAt },
      ),
    ],
  })
  for (const [position, category] of (categories ?? []).entries()) {
    const categoryId = context.idOf('category', category.id)
    context.add({
      kind: 'category',
      fileId: category.id,
      title: category.name,
      source: category,
      sameBy: ['space_id', 'name'],
      rows: [
        {
          table: 'category',
          values: {
            id: categoryId,
            group_id: context.groupId,
            space_id: id,
            name: category.name,
            position,
            provenance: provenanceOf(category),
          },
        },
      ],
      events: [
        context.event(
          { kind: 'category.created', payload: { categoryId } },
          { audience: `space:${id}`, spaceId: id, subject: { kind: 'category', id: categoryId } },
        ),
      ],
    })
  }
}

/** By membership where the space is everybody's; else who opened it and who is named. */
function planOwnAccess(
  context: PlanContext,
  space: TermSpace,
  isWorkspace: boolean,
  spaces: Spaces,
): void {
  if (isWorkspace || space.audience?.rule?.startsWith('allMembers')) {
    for (const membership of membershipsOf(context).filter(isActive)) {
      planAccess(context, {
        spaceFileId: space.id,
        agencyFileId: membership.agencyId,
        role: 'takesPart',
        restsOn: membershipRestsOn(context, membership),
        since: context.instantOf(membership.effectiveFrom) ?? spaces.createdAt(space.id),
        provenance: provenanceOf(membership),
      })
    }
    return
  }
  const named = [space.createdByAgencyId, ...(space.audience?.agencyIds ?? [])].flatMap(
    (id) => id ?? [],
  )
  const invited = (context.term.invitations ?? []).filter(({ spaceId }) => spaceId === space.id)
  const answered = new Set(
    invited.flatMap((row) => [row.agencyId, ...Object.keys(row.states ?? {})]),
  )
  for (const agencyFileId of new Set(named)) {
    // What the file says of its invitation goes before.
    if (answered.has(agencyFileId)) continue
    planAccess(context, {
      spaceFileId: space.id,
      agencyFileId,
      role: 'takesPart',
      restsOn: spaceRestsOn(context, space),
      since: spaces.createdAt(space.id),
      provenance: null,
    })
  }
}
