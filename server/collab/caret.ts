/**
 * The cursor of an awareness state: two relative positions of Yjs. Rebuilt field by field, since
 * everything else in a client's state is dropped (H22).
 */
interface RelativePosition {
  type: StructId | null
  tname: string | null
  item: StructId | null
  assoc: number
}

interface StructId {
  client: number
  clock: number
}

export interface Caret {
  anchor: RelativePosition
  head: RelativePosition
}

/** null when the state has no cursor or one that Yjs would not have made. */
export function readCaret(state: unknown): Caret | null {
  if (!isRecord(state) || !isRecord(state['cursor'])) return null
  const anchor = readPosition(state['cursor']['anchor'])
  const head = readPosition(state['cursor']['head'])
  return anchor && head ? { anchor, head } : null
}

function readPosition(value: unknown): RelativePosition | null {
  if (!isRecord(value)) return null
  const { tname, assoc } = value
  if (tname !== undefined && tname !== null && tname !== 'default') return null
  return {
    type: readId(value['type']),
    tname: tname === 'default' ? tname : null,
    item: readId(value['item']),
    assoc: typeof assoc === 'number' && assoc < 0 ? -1 : 0,
  }
}

function readId(value: unknown): StructId | null {
  if (!isRecord(value)) return null
  const { client, clock } = value
  if (!Number.isSafeInteger(client) || !Number.isSafeInteger(clock)) return null
  return { client: client as number, clock: clock as number }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
