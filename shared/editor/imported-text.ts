import { type DraftNode, paragraphNode, plainText, textNodes } from './draft-node.ts'
import { isParagraphNumber } from './draft-rules.ts'
import { markdownToDraft } from './markdown-to-draft.ts'

/** The four forms in which a term's file may hold a text; the first that is there is read. */
export interface ImportedText {
  body?: string | undefined
  markdown?: string | undefined
  paragraphs?: readonly ImportedParagraph[] | undefined
}

export interface ImportedParagraph {
  id?: string | undefined
  /** The paragraph's number as the text has it: "2 bis". */
  n?: string | undefined
  text?: string | undefined
  runs?: readonly (string | { bracket: string })[] | undefined
}

/** `status` "open" shows the options; a bracket in any other status has been dealt with. */
export interface ImportedBracket {
  status: string
  options: readonly { text: string }[]
}

export interface ImportedDraft {
  doc: DraftNode
  /** Numbers (or ids, or positions) of paragraphs that were left empty and therefore left out. */
  omitted: string[]
  /** Numbers that are no numbers of paragraphs; they stand before the text as words. */
  oddNumbers: string[]
  /** Ids of brackets that the file does not have; nothing stands in their place. */
  missingBrackets: string[]
}

/**
 * A text of a term's file as a draft. An open bracket reads `[option | option]`, a resolved one
 * adds nothing. The result is sound by `validateDraft`; null where the file has no text.
 */
export function importedText(
  source: ImportedText,
  brackets: Readonly<Record<string, ImportedBracket>> = {},
): ImportedDraft | null {
  const none = { omitted: [], oddNumbers: [], missingBrackets: [] }
  if (source.markdown !== undefined) return { doc: markdownToDraft(source.markdown), ...none }
  if (source.paragraphs !== undefined) return fromParagraphs(source.paragraphs, brackets)
  if (source.body !== undefined) return { doc: markdownToDraft(source.body), ...none }
  return null
}

function fromParagraphs(
  paragraphs: readonly ImportedParagraph[],
  brackets: Readonly<Record<string, ImportedBracket>>,
): ImportedDraft {
  const result: ImportedDraft = {
    doc: { type: 'doc', content: [] },
    omitted: [],
    oddNumbers: [],
    missingBrackets: [],
  }
  for (const [index, paragraph] of paragraphs.entries()) {
    const content = readParagraph(paragraph, brackets, result.missingBrackets)
    const number = paragraph.n?.trim()
    if (plainText(paragraphNode(content)).trim() === '') {
      result.omitted.push(number ?? paragraph.id ?? `#${index + 1}`)
    } else if (number === undefined || isParagraphNumber(number)) {
      result.doc.content?.push(paragraphNode(content, number))
    } else {
      result.oddNumbers.push(number)
      result.doc.content?.push(paragraphNode([...textNodes(`${number} `), ...content]))
    }
  }
  if (result.doc.content?.length === 0) result.doc.content.push(paragraphNode([]))
  return result
}

function readParagraph(
  paragraph: ImportedParagraph,
  brackets: Readonly<Record<string, ImportedBracket>>,
  missing: string[],
): DraftNode[] {
  if (paragraph.runs === undefined) return withBreaks((paragraph.text ?? '').trim())
  const text = paragraph.runs
    .map((run) => (typeof run === 'string' ? run : readBracket(run.bracket, brackets, missing)))
    .join('')
  return withBreaks(tidy(text))
}

function readBracket(
  id: string,
  brackets: Readonly<Record<string, ImportedBracket>>,
  missing: string[],
): string {
  const bracket = Object.hasOwn(brackets, id) ? brackets[id] : undefined
  if (bracket === undefined) missing.push(id)
  if (bracket?.status !== 'open') return ''
  return `[${bracket.options.map((option) => option.text).join(' | ')}]`
}

/** A resolved bracket leaves two blanks where there was one word. */
function tidy(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,;:])/g, '$1')
    .trim()
}

function withBreaks(text: string): DraftNode[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, index) => [...(index === 0 ? [] : [{ type: 'hardBreak' }]), ...textNodes(line)])
}
