import { type DraftNode, emptyDraft, paragraphNode } from './draft-node.ts'
import { type TemplateKind, type TemplateTexts, englishTemplates } from './draft-templates.en.ts'
import { frenchTemplates } from './draft-templates.fr.ts'
import { markdownToDraft } from './markdown-to-draft.ts'

const TEXTS: Readonly<Record<string, TemplateTexts>> = { en: englishTemplates, fr: frenchTemplates }

/**
 * With what a new draft of this kind begins, in the draft's language (`fr`, `fr-CA`; English where
 * there is no other). A kind without a template begins empty.
 */
export function draftTemplate(kind: string, language: string): DraftNode {
  const texts = TEXTS[language.split('-')[0]?.toLowerCase() ?? ''] ?? englishTemplates
  if (!Object.hasOwn(texts, kind)) return structuredClone(emptyDraft)
  const { content = [] } = markdownToDraft(texts[kind as TemplateKind])
  return { type: 'doc', content: content.flatMap(withRoomBelow) }
}

/** A heading that nothing follows gets an empty paragraph, where one begins to write. */
function withRoomBelow(node: DraftNode, index: number, nodes: DraftNode[]): DraftNode[] {
  const next = nodes[index + 1]?.type ?? 'heading'
  return node.type === 'heading' && next === 'heading' ? [node, paragraphNode([])] : [node]
}
