import type { Refusal } from './refusals.ts'

/**
 * WebSocket close codes. A stock y-websocket client does not come back after 4400 to 4499, and
 * comes back after all others.
 */
const CLOSE_CODES: Record<Refusal, number> = {
  malformed: 4400,
  circle: 4400,
  tooManyClients: 4400,
  noSession: 4401,
  origin: 4403,
  withdrawn: 4403,
  notFound: 4404,
  epoch: 4409,
  schema: 4409,
  identity: 4409,
  content: 4409,
  frameTooLarge: 1009,
  draftTooLarge: 1009,
  awarenessTooLarge: 1009,
  shutdown: 1012,
  rights: 1013,
  storage: 1013,
  stale: 1013,
  tooFast: 1013,
  tooManyConnections: 1013,
  tooManyGaps: 1013,
  outOfOrder: 1013,
}

export function closeCodeOf(reason: Refusal): number {
  return CLOSE_CODES[reason]
}
