/** Raised whenever the renderer or the sanitiser changes: older posts are then rendered anew. */
export const renderVersion = 1

export interface RenderInput {
  /**
   * The names of those who may be mentioned here, by `person:<id>` or `agency:<id>`. A mention of
   * anyone else stays the plain words that its author wrote.
   */
  mentions: ReadonlyMap<string, string>
}

/** A post's Markdown as it is stored beside its source. */
export interface RenderedPost {
  /** Sanitised; see `sanitise-post.ts` for what it may hold. */
  html: string
  /** At most 200 characters of plain text. */
  excerpt: string
  mentions: { personIds: string[]; agencyIds: string[] }
  /** Numbers of posts of the same topic that this one links to. */
  quotedNumbers: number[]
}

interface Renderer {
  renderMarkdown(markdown: string, input: RenderInput): RenderedPost
}

let renderer: Promise<Renderer> | undefined

/**
 * Markdown → HTML, pure. Beyond CommonMark with tables and strikethrough it knows
 * - `[@Name](person:ID)` and `[@ACRONYM](agency:ID)`: a mention, as
 *   `<span class="mention" data-mention="person" data-id="ID">@Name</span>`;
 * - `[any words](#7)`: a link to post 7 of the same topic, as `<a href="#7" data-post="7">`. A quote
 *   is a blockquote whose first paragraph, or the paragraph before it, is such a link;
 * - `![words](/api/files/ID)`: a picture of this installation. Others become their words.
 *
 * The renderer is loaded when first needed, so that the writer thread never holds it.
 */
export async function renderPost(markdown: string, input: RenderInput): Promise<RenderedPost> {
  renderer ??= import('./render-markdown.ts')
  return (await renderer).renderMarkdown(markdown, input)
}
