import type { Admitted, LogHealth } from './ports.ts'

/** As the client hears it, with message 2. */
const REASON = 'storage'

/** Of an engine that was told nothing of its log's health: only appends that reject say so. */
export const ALWAYS_WELL: LogHealth = { isHealthy: () => true, onHealth: () => () => undefined }

/**
 * While nothing can be stored nobody may write (rule C12): what was typed stays with the clients.
 * Who may not write anyway keeps the own reason, and need not come back for the storage's sake.
 */
export function whileUnhealthy(admitted: Admitted, health: LogHealth): Admitted {
  if (health.isHealthy() || !admitted.canWrite) return admitted
  return { ...admitted, canWrite: false, reason: REASON }
}

/** It may not write for no other reason than the storage's trouble. */
export function waitsForStorage(admitted: Admitted): boolean {
  return !admitted.canWrite && admitted.reason === REASON
}
