import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedPiece } from '#shared/contracts/comparison.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { isSafeLink } from '#shared/editor/draft-rules.ts'
import { useAuthorWords } from '../../editor/authorship/use-author-words.ts'
import { plateColours } from '../../ui/nameplate.tsx'
import css from './compare.module.css'

/** Words of a line: underlined where they came, struck through where they went, in the colour of the
 * agency of who wrote them, who is named on hover. */
export function ComparePiece(props: { piece: ComparedPiece; authors: readonly CreditedAuthor[] }) {
  const { piece, authors } = props
  const author = piece.author === undefined ? undefined : authors[piece.author]
  const told = useChangeWords(piece.change, author)
  const words = marked(piece)
  if (piece.change === undefined) return words
  const Tag = { inserted: 'ins', deleted: 'del', formatted: 'span' } as const
  const Wrapper = Tag[piece.change]
  return (
    <Wrapper
      className={clsx(css[piece.change], author?.agency && css['coloured'])}
      style={author?.agency ? plateColours(author.agency.colour) : undefined}
      data-tip={told}
    >
      {words}
    </Wrapper>
  )
}

/** What happened to words, and who had written them. */
export function useChangeWords(
  change: ComparedPiece['change'],
  author: CreditedAuthor | undefined,
): string | undefined {
  const { t } = useTranslation('drafts')
  const words = useAuthorWords()
  if (change === undefined) return undefined
  if (author === undefined || change === 'formatted') return t(`compare.${change}`)
  return t(`compare.${change}By`, { who: words.author(author) })
}

const tags: Record<string, 'strong' | 'em' | 'u' | 's' | 'code'> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

function marked({ text, marks = [] }: ComparedPiece): ReactNode {
  return marks.reduce<ReactNode>((inner, { type, href }) => {
    if (type === 'link')
      return isSafeLink(href) ? (
        <a className="link" href={href} rel="noopener noreferrer nofollow">
          {inner}
        </a>
      ) : (
        inner
      )
    const Tag = tags[type]
    return Tag ? <Tag>{inner}</Tag> : inner
  }, text)
}
