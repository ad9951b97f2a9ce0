import clsx from 'clsx'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparedLine, LineShape } from '#shared/contracts/comparison.ts'
import type { CreditedAuthor } from '#shared/contracts/draft-authorship.ts'
import { isOwnFile } from '#shared/editor/draft-rules.ts'
import { pictureAddress } from '#shared/editor/picture-address.ts'
import { plateColours } from '../../ui/nameplate.tsx'
import { isolated } from '../../ui/isolated.ts'
import { piecesOn, type Side } from './compare-changes.ts'
import { ComparePiece, useChangeWords } from './compare-piece.tsx'
import css from './compare.module.css'

interface LineProps {
  line: ComparedLine
  side: Side
  authors: readonly CreditedAuthor[]
  lang: string
}

/** One line of a text that is compared, as it stands on this side; nothing where it is not there. */
export function CompareLine(props: LineProps) {
  const { line, side } = props
  const pieces = piecesOn(line, side)
  if (pieces === null) return null
  const shape = side === 'before' ? (line.was ?? line.shape) : line.shape
  const Tag = shape.kind === 'heading' ? (`h${(shape.level ?? 1) + 2}` as 'h3') : 'p'
  const style = { '--depth': shape.depth } as CSSProperties
  return (
    <div
      className={clsx(css['line'], shape.isQuote && css['quote'], shape.number && css['numbered'])}
      style={style}
      dir="auto"
      lang={props.lang}
    >
      {(shape.number ?? shape.marker) ? (
        <span className={css['marker']}>{shape.number ?? shape.marker}</span>
      ) : null}
      {shape.kind === 'image' || shape.kind === 'rule' ? (
        <Leaf {...props} shape={shape} />
      ) : (
        <Tag className={clsx(css['words'], Tag !== 'p' && css[`heading${shape.level ?? 1}`])}>
          {pieces.map((piece, at) => (
            // Pieces have no id, and their order never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <ComparePiece key={at} piece={piece} authors={props.authors} />
          ))}
          {pieces.length === 0 ? <br /> : null}
        </Tag>
      )}
      {side !== 'before' && line.was && line.change !== 'same' ? <Was line={line} /> : null}
    </div>
  )
}

/** A picture or a rule, framed in its author's colour where it came or went. */
function Leaf(props: LineProps & { shape: LineShape }) {
  const { line, shape, authors } = props
  const author = line.author === undefined ? undefined : authors[line.author]
  const change = line.change === 'inserted' || line.change === 'deleted' ? line.change : undefined
  const told = useChangeWords(change, author)
  const src = isOwnFile(shape.src) ? pictureAddress(shape.src) : undefined
  return (
    <div
      className={clsx(change && css['framed'], change === 'deleted' && css['gone'])}
      style={author?.agency ? plateColours(author.agency.colour) : undefined}
      data-tip={told}
    >
      {shape.kind === 'rule' ? <hr /> : <img src={src} alt={shape.alt ?? ''} dir="auto" />}
    </div>
  )
}

/** What the line was, where its words stayed and it became something else. */
function Was({ line }: { line: ComparedLine }) {
  const { t } = useTranslation('drafts')
  const { was, shape } = line
  if (!was) return null
  const told = (of: LineShape) => {
    const { number = '', level, alt = '' } = of
    return t(`compare.shape.${shapeKey(of)}`, { number: isolated(number), level, alt })
  }
  // That it stands deeper or has another sign is seen without words.
  if (told(was) === told(shape)) return null
  return <span className={css['was']}>{t('compare.was', { shape: told(was) })}</span>
}

type ShapeKey = 'paragraph' | 'numbered' | 'heading' | 'item' | 'quote' | 'image' | 'rule'

function shapeKey({ kind, number, list, isQuote }: LineShape): ShapeKey {
  if (kind !== 'paragraph') return kind
  if (list !== undefined) return 'item'
  if (isQuote) return 'quote'
  return number === undefined ? 'paragraph' : 'numbered'
}
