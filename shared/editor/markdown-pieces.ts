/** Signs and words in the order in which they are written; a sign is where a mark begins or ends. */
export type Piece = { kind: 'text' | 'raw' | 'open' | 'close'; value: string }

const WORD = /[\p{L}\p{N}\p{M}]/u
const BLANK = /\s/

/**
 * The line that they make. A sign binds only when its neighbours allow it: in "**中文。**中文" the
 * closing one does not. There the letter outside is written as its number, which reads the same
 * and binds. A number is no letter to the sign on its other side, hence the repetition.
 */
export function joinPieces(pieces: readonly Piece[]): string {
  const line = pieces.map((piece) => ({ ...piece }))
  while (line.some((_, index) => loosen(line, index))) continue
  return line.map((piece) => piece.value).join('')
}

/** Whether a letter had to be written as its number, for this sign to bind. */
function loosen(line: Piece[], index: number): boolean {
  const sign = line[index]
  if (sign === undefined || !isSign(sign) || sign.value.startsWith('<')) return false
  const inside = neighbour(line, index, sign.kind === 'open' ? 1 : -1)
  const outside = neighbour(line, index, sign.kind === 'open' ? -1 : 1)
  if (inside === null || outside === null || outside.piece.kind !== 'text') return false
  // An underscore never binds beside a letter, the other signs do where a letter is inside.
  const isFree = sign.value !== '_' && WORD.test(inside.letter)
  if (isFree || BLANK.test(inside.letter) || !WORD.test(outside.letter)) return false
  const number = `&#${outside.letter.codePointAt(0) ?? 32};`
  const { value } = outside.piece
  outside.piece.value =
    sign.kind === 'open'
      ? value.slice(0, -outside.letter.length) + number
      : number + value.slice(outside.letter.length)
  return true
}

function isSign(piece: Piece | undefined): boolean {
  return piece?.kind === 'open' || piece?.kind === 'close'
}

/** The letter on one side of a sign, past signs of the same letter; null at the end of the line. */
function neighbour(
  line: Piece[],
  index: number,
  step: 1 | -1,
): { piece: Piece; letter: string } | null {
  const sign = line[index]?.value[0]
  let at = index + step
  while (isSign(line[at]) && line[at]?.value[0] === sign) at += step
  const piece = line[at]
  if (piece === undefined || piece.value === '') return null
  const letters = [...piece.value]
  return { piece, letter: (step === 1 ? letters[0] : letters.at(-1)) ?? '' }
}
