import type { MarkdownIt, StateInline } from 'markdown-it'

/** `<u>`, `</u>` and `<br>` for drafts, which Markdown has no signs for. Other tags stay words. */
export function understandTags(parser: MarkdownIt): void {
  parser.inline.ruler.before('autolink', 'draft_tags', (state, silent) => {
    const [tag] = /^<(?:u|\/u|br ?\/?)>/i.exec(state.src.slice(state.pos, state.pos + 6)) ?? []
    if (tag === undefined) return false
    if (!silent) {
      if (/br/i.test(tag)) state.push('hardbreak', 'br', 0)
      else if (tag.startsWith('</')) closeUnderline(state)
      else state.push('u_open', 'u', 1)
    }
    state.pos += tag.length
    return true
  })
}

/** A stray closing tag is dropped: it would end someone else's mark. */
function closeUnderline(state: StateInline): void {
  const opened = state.tokens.filter((token) => token.type === 'u_open').length
  const closed = state.tokens.filter((token) => token.type === 'u_close').length
  if (opened > closed) state.push('u_close', 'u', -1)
}
