import { type AuthoredText, seedAuthored, seedText } from '#server/features/drafts/index.ts'
import type { DraftNode } from '#shared/editor/draft-node.ts'
import { draftKinds } from '#shared/contracts/drafts.ts'
import { type PlanContext, provenanceOf } from './plan-context.ts'
import type { Speakers } from './plan-seats.ts'
import type { Spaces } from './plan-spaces.ts'
import { type NumberedVersion, planVersion, timeOf } from './plan-versions.ts'
import type { TermDocument, TermVersion } from './term-file.ts'
import type { PlannedRow } from './term-plan.ts'
import { textMarks, versionText } from './term-texts.ts'

const knownKinds: string[] = [...draftKinds, 'matrix']

/** Documents as drafts with their versions; the live text is that of the last version with one. */
export function planDrafts(context: PlanContext, spaces: Spaces, speakers: Speakers): void {
  const withoutText: string[] = []
  for (const document of context.term.documents ?? []) {
    const versions = (document.versions ?? [])
      .map((version, index) => ({
        version,
        number: version.n ?? index + 1,
        text: versionText(context.term, version),
      }))
      .toSorted((a, b) => a.number - b.number)
    const spaceId = context.idOf('space', document.spaceId ?? spaces.workspace)
    planDraft(context, document, versions, spaceId, speakers)
    for (const version of versions) planVersion(context, document, version, spaceId, speakers)
    if (versions.every(({ text }) => text === null)) withoutText.push(document.title)
  }
  if (withoutText.length > 0) {
    context.remark({
      what: `documents: ${withoutText.join('; ')}`,
      count: withoutText.length,
      why: 'withoutText',
    })
  }
}

function planDraft(
  context: PlanContext,
  document: TermDocument,
  versions: NumberedVersion[],
  spaceId: string,
  speakers: Speakers,
): void {
  const id = context.idOf('draft', document.id)
  const live = versions.findLast(({ text }) => text !== null)
  const times = versions.flatMap((version) => timeOf(context, version) ?? [])
  const createdAt = times[0] ?? context.now
  const seed = live?.text ? seedVersion(live.text.doc, live.version, speakers) : null
  const authorSeat = document.authorSeat ?? versions[0]?.version.authorSeat
  const author = authorSeat ? speakers.of(authorSeat) : null
  const kind = kindOf(context, document)
  const drafters = draftersOf(document, kind)
  const marks = [
    provenanceOf(document),
    provenanceOf(live && textMarks(context.term, live.version)),
  ]
  const { versions: _, ...source } = document
  const rows: [PlannedRow, ...PlannedRow[]] = [
    {
      table: 'draft',
      values: {
        id,
        group_id: context.groupId,
        space_id: spaceId,
        kind,
        title: document.title,
        subtitle: document.subtitle ?? null,
        state: document.state ?? 'draft',
        symbol: symbolOf(document, versions.at(-1)?.version),
        language: document.languages?.[0] ?? 'en',
        note: document.stateNote ?? document.note ?? null,
        withdrawn_reason: null,
        drafters,
        epoch: 1,
        has_text: seed ? 1 : 0,
        size: seed?.update.byteLength ?? 0,
        next_seq: seed ? 2 : 1,
        comments_due: document.commentsDue ?? null,
        created_by: author?.personId ?? null,
        created_for: author?.agencyId ?? context.maybeIdOf('agency', document.preparedByAgencyId),
        created_at: createdAt,
        edited_at: times.at(-1) ?? null,
        edited_by: null,
        edited_for: null,
        // What one reads is invented where its text is, whatever the document's own standing.
        provenance:
          marks.find((mark) => mark === 'illustrative') ??
          marks.find((mark) => mark !== null) ??
          null,
      },
    },
    ...seedRows(id, seed, createdAt),
    ...drafterRows(context, id, document),
  ]
  context.add({
    kind: 'draft',
    fileId: document.id,
    title: document.title,
    source,
    rows,
    events: [
      context.event(
        { kind: 'draft.created', payload: { draftId: id, draftKind: kind } },
        {
          audience: `space:${spaceId}`,
          spaceId,
          subject: { kind: 'draft', id },
          at: times[0] ?? null,
          actorId: author?.personId ?? null,
          actorFor: author?.agencyId ?? null,
        },
      ),
    ],
  })
}

function kindOf(context: PlanContext, document: TermDocument): string {
  if (document.class && knownKinds.includes(document.class)) return document.class
  if (document.class) {
    context.remark({
      what: `documents: ${document.title} (${document.class})`,
      count: 1,
      why: 'unknownClass',
    })
  }
  return 'note'
}

/** The symbol of a revision names it: `GMG/2007/WP.1/Rev.1`. */
function symbolOf(document: TermDocument, last: TermVersion | undefined): string | null {
  if (!document.symbol) return null
  return last?.symbolSuffix ? `${document.symbol}/${last.symbolSuffix}` : document.symbol
}

/** Minutes are written by the chair and the secretariat and whom they name; other kinds by all. */
function draftersOf(document: TermDocument, kind: string): 'space' | 'chosen' {
  if (document.drafters === 'space') return 'space'
  return Array.isArray(document.drafters) || kind === 'minutes' ? 'chosen' : 'space'
}

function drafterRows(context: PlanContext, draftId: string, document: TermDocument): PlannedRow[] {
  const named = Array.isArray(document.drafters) ? document.drafters : []
  const agencies = new Set(context.term.agencies?.map(({ id }) => id))
  return named.map((fileId) => ({
    table: 'draft_drafter',
    values: {
      draft_id: draftId,
      agency_id: agencies.has(fileId) ? context.idOf('agency', fileId) : null,
      seat_id: agencies.has(fileId) ? null : context.idOf('seat', fileId),
    },
  }))
}

/** The text as the engine stores it: one update of nobody's, and where its client's clock ends. */
function seedRows(draftId: string, seed: AuthoredText | null, at: number): PlannedRow[] {
  if (!seed) return []
  return [
    {
      table: 'draft_update',
      values: {
        draft_id: draftId,
        seq: 1,
        bytes: seed.update,
        person_id: null,
        agency_id: null,
        at,
      },
    },
    {
      table: 'draft_client',
      values: {
        draft_id: draftId,
        client_id: seed.clientId,
        person_id: null,
        next_clock: seed.nextClock,
        epoch: 1,
      },
    },
    ...authorRows(draftId, seed),
  ]
}

/** The live text, with who wrote it where the file says so. */
function seedVersion(doc: DraftNode, { authorship }: TermVersion, speakers: Speakers) {
  if (!authorship) return { ...seedText(doc), authors: [], deletions: [] }
  const authors = authorship.authors.map(({ person, agency }) => speakers.named(person, agency))
  return seedAuthored(doc, authors, authorship)
}

function authorRows(draftId: string, { clientId, authors, deletions }: AuthoredText): PlannedRow[] {
  return [
    ...authors.map(({ clock, author }): PlannedRow => ({
      table: 'draft_author',
      values: {
        draft_id: draftId,
        client_id: clientId,
        clock,
        seq: 1,
        person_id: author?.personId ?? null,
        agency_id: author?.agencyId ?? null,
      },
    })),
    ...deletions.map(({ clock, author, at }): PlannedRow => ({
      table: 'draft_deletion',
      values: {
        draft_id: draftId,
        client_id: clientId,
        clock,
        length: 1,
        person_id: author?.personId ?? null,
        agency_id: author?.agencyId ?? null,
        at,
      },
    })),
  ]
}
