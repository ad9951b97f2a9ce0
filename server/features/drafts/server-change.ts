import type { CollabEngine } from '#server/collab/engine.ts'
import { ServerChangeRefused } from '#server/collab/engine.ts'
import type { AppendRefusal } from '#server/collab/ports.ts'
import { type ErrorCode, PlenaryError } from '#shared/errors.ts'

const codes: Record<AppendRefusal, ErrorCode> = {
  denied: 'forbidden',
  frozen: 'frozen',
  epoch: 'conflict',
  identity: 'conflict',
  gap: 'conflict',
  tooLarge: 'too_large',
  storage: 'storage_unavailable',
}

/** A change that the server makes for a person; what the draft's log refuses, in the product's words. */
export async function changeAsServer(
  engine: CollabEngine,
  ...change: Parameters<CollabEngine['appendAsServer']>
): Promise<void> {
  try {
    await engine.appendAsServer(...change)
  } catch (error) {
    if (error instanceof ServerChangeRefused) throw new PlenaryError(codes[error.code])
    throw error
  }
}
