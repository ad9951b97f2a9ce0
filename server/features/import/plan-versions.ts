import { keptText } from '#server/features/drafts/index.ts'
import { type PlanContext, provenanceOf } from './plan-context.ts'
import type { Speakers } from './plan-seats.ts'
import type { TermDocument, TermVersion } from './term-file.ts'
import { textMarks, versionSource, type versionText } from './term-texts.ts'

export interface NumberedVersion {
  version: TermVersion
  number: number
  text: ReturnType<typeof versionText>
}

/** When a version was made: its day, else the last day on which it can have been. */
export function timeOf(context: PlanContext, { version }: NumberedVersion): number | null {
  return context.instantOf(version.date) ?? context.instantOf(version.dateRange?.[1])
}

/** A version as it stands in the file, with its text where there is one. */
export function planVersion(
  context: PlanContext,
  document: TermDocument,
  numbered: NumberedVersion,
  spaceId: string,
  speakers: Speakers,
): void {
  const { version, number, text } = numbered
  remarkOnText(context, document, numbered)
  const fileId = `${document.id}@${number}`
  const id = context.idOf('version', fileId)
  const draftId = context.idOf('draft', document.id)
  const author = version.authorSeat ? speakers.of(version.authorSeat) : null
  const kept = text ? keptText(text.doc) : null
  const at = timeOf(context, numbered)
  context.add({
    kind: 'version',
    fileId,
    title: `${document.title}, ${version.label ?? number}`,
    source: versionSource(context.term, version),
    rows: [
      {
        table: 'draft_version',
        values: {
          id,
          draft_id: draftId,
          number,
          label: version.label ?? String(number),
          kind: 'imported',
          note: version.note ?? null,
          author_id: author?.personId ?? null,
          author_for: author?.agencyId ?? null,
          date: version.date ?? null,
          created_at: at ?? context.now,
          document: kept?.document ?? null,
          sha256: kept?.sha256 ?? '',
          provenance:
            provenanceOf(version) ??
            provenanceOf(textMarks(context.term, version)) ??
            provenanceOf(document),
        },
      },
    ],
    events: [
      context.event(
        { kind: 'draft.versionNamed', payload: { draftId, versionId: id, number } },
        {
          audience: `space:${spaceId}`,
          spaceId,
          subject: { kind: 'draft', id: draftId },
          at,
          actorId: author?.personId ?? null,
          actorFor: author?.agencyId ?? null,
        },
      ),
    ],
  })
}

function remarkOnText(
  context: PlanContext,
  document: TermDocument,
  { version, number, text }: NumberedVersion,
): void {
  const { omitted = [], oddNumbers = [] } = text ?? {}
  const what = (numbers: string[]) =>
    `${document.title}, ${version.label ?? number}: ${numbers.join(', ')}`
  if (omitted.length > 0)
    context.remark({ what: what(omitted), count: omitted.length, why: 'emptyParagraph' })
  if (oddNumbers.length > 0)
    context.remark({ what: what(oddNumbers), count: oddNumbers.length, why: 'oddNumber' })
}
