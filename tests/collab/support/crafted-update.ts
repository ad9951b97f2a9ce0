import * as encoding from 'lib0/encoding'

export type Id = readonly [client: number, clock: number]

export type Content =
  | { kind: 'gc' | 'skip' | 'deleted'; length: number }
  | { kind: 'string'; text: string }
  | { kind: 'format'; key: string; json: string }
  | { kind: 'element'; name: string }
  | { kind: 'text' }
  | { kind: 'any'; values: unknown[] }
  | { kind: 'raw'; ref: number; write(encoder: encoding.Encoder): void }

export interface CraftedStruct {
  content: Content
  origin?: Id
  rightOrigin?: Id
  /** A root's name, or an item; only written when there is no origin. */
  parent?: string | Id
  parentSub?: string
}

export interface CraftedSection {
  client: number
  clock: number
  structs: CraftedStruct[]
}

export type CraftedDeletion = readonly [client: number, clock: number, length: number]

/** A Yjs update (v1) that says exactly this, sensible or not. */
export function craftUpdate(
  sections: CraftedSection[],
  deletions: CraftedDeletion[] = [],
): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, sections.length)
  for (const { client, clock, structs } of sections) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const struct of structs) writeStruct(encoder, struct)
  }
  encoding.writeVarUint(encoder, deletions.length)
  for (const [client, clock, length] of deletions) {
    for (const value of [client, 1, clock, length]) encoding.writeVarUint(encoder, value)
  }
  return encoding.toUint8Array(encoder)
}

const REFS = { gc: 0, deleted: 1, string: 4, format: 6, element: 7, text: 7, any: 8, skip: 10 }

function writeStruct(encoder: encoding.Encoder, struct: CraftedStruct): void {
  const { content, origin, rightOrigin, parent, parentSub } = struct
  const ref = content.kind === 'raw' ? content.ref : REFS[content.kind]
  if (content.kind === 'gc' || content.kind === 'skip') {
    encoding.writeUint8(encoder, ref)
    encoding.writeVarUint(encoder, content.length)
    return
  }
  const info =
    ref | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (parentSub === undefined ? 0 : 32)
  encoding.writeUint8(encoder, info)
  if (origin) writeId(encoder, origin)
  if (rightOrigin) writeId(encoder, rightOrigin)
  if (!origin && !rightOrigin) {
    const at = parent ?? 'default'
    encoding.writeVarUint(encoder, typeof at === 'string' ? 1 : 0)
    if (typeof at === 'string') encoding.writeVarString(encoder, at)
    else writeId(encoder, at)
    if (parentSub !== undefined) encoding.writeVarString(encoder, parentSub)
  }
  writeContent(encoder, content)
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}

function writeContent(encoder: encoding.Encoder, content: Content): void {
  switch (content.kind) {
    case 'gc':
    case 'skip':
    case 'deleted':
      return encoding.writeVarUint(encoder, content.length)
    case 'string':
      return encoding.writeVarString(encoder, content.text)
    case 'format':
      encoding.writeVarString(encoder, content.key)
      return encoding.writeVarString(encoder, content.json)
    case 'element':
      encoding.writeVarUint(encoder, 3)
      return encoding.writeVarString(encoder, content.name)
    case 'text':
      return encoding.writeVarUint(encoder, 6)
    case 'any':
      encoding.writeVarUint(encoder, content.values.length)
      for (const value of content.values) encoding.writeAny(encoder, value as null)
      return
    case 'raw':
      return content.write(encoder)
  }
}
