import { categoryCommands } from './features/spaces/categories-service.ts'
import { spaceCommands } from './features/spaces/spaces-service.ts'
import type { AnyCommand } from './storage/command.ts'

/**
 * Every command that the writer knows: the same list on both sides of the thread. Taken from the
 * services themselves, so that the writer thread loads no route, no express and no renderer.
 */
export const commands: AnyCommand[] = [spaceCommands, categoryCommands].flatMap((ofFeature) =>
  Object.values(ofFeature),
)
