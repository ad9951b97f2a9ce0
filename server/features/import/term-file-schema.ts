import { z } from 'zod'
import { termFile } from './term-file.ts'

/** The format of a term's file as JSON Schema (2020-12), for whoever writes one. */
export function termFileSchema(): object {
  const schema = z.toJSONSchema(termFile, { io: 'input' })
  return {
    ...schema,
    title: 'A term of an inter-agency group, for import into Plenary',
    description:
      'docs/import-format.md explains it. Keys that are not named here are tolerated and left out.',
  }
}
