import { administration } from './administration.ts'
import { attention } from './attention.ts'
import type { Endpoint } from './contract.ts'
import { drafts } from './drafts.ts'
import { files } from './files.ts'
import { forum } from './forum.ts'
import { groups } from './groups.ts'
import { identity } from './identity.ts'
import { invitations } from './invitations.ts'
import { setup } from './setup.ts'
import { spaces } from './spaces.ts'

/** Every endpoint of the product: the rights test, the API test and OpenAPI walk this list. */
export const api = {
  identity,
  setup,
  groups,
  spaces,
  invitations,
  forum,
  files,
  drafts,
  attention,
  administration,
} as const

export function allEndpoints(): Endpoint[] {
  return Object.values(api).flatMap((feature) => Object.values(feature) as Endpoint[])
}
