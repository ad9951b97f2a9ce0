import { type DraftNode, plainText } from '#shared/editor/draft-node.ts'
import {
  type ImportedBracket,
  type ImportedDraft,
  importedText,
} from '#shared/editor/imported-text.ts'
import type { TermAnchor, TermFile, TermParagraph, TermVersion } from './term-file.ts'

/** Where a version's text stands: in itself, or in the section `texts`. */
function formsOf(term: TermFile, version: TermVersion) {
  return version.bodyId ? term.texts?.find(({ id }) => id === version.bodyId) : version
}

function bracketsOf(term: TermFile): Record<string, ImportedBracket> {
  return Object.fromEntries(
    (term.brackets ?? []).map(({ id, status, options }) => [
      id,
      { status: status ?? 'open', options },
    ]),
  )
}

type Runs = { id?: string; n?: string; text?: string; runs?: (string | { bracket: string })[] }

/** Without the nulls, which the file may have for what is not there. */
function present({ id, n, text, runs }: TermParagraph): Runs {
  return {
    ...(id && { id }),
    ...(n && { n }),
    ...(text != null && { text }),
    ...(runs && { runs }),
  }
}

const nothingOmitted = { omitted: [], oddNumbers: [], missingBrackets: [] }

/** A version's text as a draft; null where the file has none. */
export function versionText(term: TermFile, version: TermVersion): ImportedDraft | null {
  if (version.document) return { doc: version.document as DraftNode, ...nothingOmitted }
  const forms = formsOf(term, version)
  if (!forms) return null
  return importedText(
    {
      ...(forms.markdown != null && { markdown: forms.markdown }),
      ...(forms.paragraphs && { paragraphs: forms.paragraphs.map(present) }),
      ...(forms.body != null && { body: forms.body }),
    },
    bracketsOf(term),
  )
}

/** What of the file a version's text is made of: where it changes, the version differs. */
export function versionSource(term: TermFile, version: TermVersion): unknown {
  const text = versionText(term, version)
  return { version, document: text?.doc ?? null }
}

/** The mark of the text itself, which may be invented where its document is a fact. */
export function textMarks(term: TermFile, version: TermVersion) {
  return version.bodyId ? formsOf(term, version) : undefined
}

/** The version that an anchor names, else the last with a text. */
export function anchoredVersion(
  term: TermFile,
  anchor: TermAnchor,
): { version: TermVersion; number: number } | null {
  const document = term.documents?.find(({ id }) => id === anchor.documentId)
  const versions = (document?.versions ?? []).map((version, index) => ({
    version,
    number: version.n ?? index + 1,
  }))
  if (anchor.version != null)
    return versions.find(({ number }) => number === anchor.version) ?? null
  const ordered = versions.toSorted((a, b) => b.number - a.number)
  return ordered.find(({ version }) => versionText(term, version) !== null) ?? ordered[0] ?? null
}

/** The numbered paragraphs of an anchor's version; null where its text is not in that form. */
export function paragraphsAt(term: TermFile, anchor: TermAnchor): TermParagraph[] | null {
  const at = anchoredVersion(term, anchor)
  return (at && formsOf(term, at.version)?.paragraphs) ?? null
}

/** The words of an anchor's paragraph and its number as the text has it; no words for a whole draft. */
export function anchoredWords(
  term: TermFile,
  anchor: TermAnchor,
): { paragraph: string | null; quote: string } {
  const paragraph = paragraphsAt(term, anchor)?.find(({ id }) => id === anchor.paragraphId)
  if (!paragraph) return { paragraph: null, quote: '' }
  const { n: _, ...unnumbered } = present(paragraph)
  const read = importedText({ paragraphs: [unnumbered] }, bracketsOf(term))
  return { paragraph: paragraph.n ?? paragraph.id ?? null, quote: read ? plainText(read.doc) : '' }
}
