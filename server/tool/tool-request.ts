import { z } from 'zod'
import { tokenScope } from '#shared/contracts/identity.ts'

const email = z.string().trim().min(1).max(254)

/** A command of the tool, as it is handed to the server or run without one. */
export const toolRequest = z.discriminatedUnion('command', [
  z.object({ command: z.literal('sign-in-link'), email }),
  z.object({
    command: z.literal('api-token'),
    email,
    scopes: z.array(tokenScope).min(1),
    seatId: z.string().max(40).optional(),
    days: z.int().min(1).max(366),
  }),
  z.object({ command: z.literal('administrator'), email }),
  z.object({ command: z.literal('demo') }),
  z.object({ command: z.literal('import'), source: z.string() }),
  z.object({ command: z.literal('backup'), file: z.string().min(1) }),
  z.object({ command: z.literal('doctor') }),
])
export type ToolRequest = z.output<typeof toolRequest>

/** What came of it: `text` for people and scripts, `data` for `--json`. */
export interface ToolOutcome {
  text: string
  data: unknown
  /** False where the command ran and found something wrong: the exit code is 1. */
  isGood: boolean
}

/** What the server sends back, a line each: words for stderr, then the end. */
export type ToolAnswer =
  | { kind: 'say'; words: string }
  | { kind: 'done'; outcome: ToolOutcome }
  | { kind: 'failed'; code: string; message: string }
