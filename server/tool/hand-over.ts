import type { Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { type ErrorCode, PlenaryError } from '#shared/errors.ts'
import type { Say } from './tool-services.ts'
import type { ToolAnswer, ToolOutcome, ToolRequest } from './tool-request.ts'

/** Has the running server execute a command; its words go to `say`. Throws the server's refusal. */
export async function handOver(
  socket: Socket,
  request: ToolRequest,
  say: Say,
): Promise<ToolOutcome> {
  socket.write(`${JSON.stringify(request)}\n`)
  try {
    for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
      const answer = JSON.parse(line) as ToolAnswer
      if (answer.kind === 'say') say(answer.words)
      else if (answer.kind === 'done') return answer.outcome
      else throw new PlenaryError(answer.code as ErrorCode, answer.message)
    }
  } finally {
    socket.destroy()
  }
  throw new PlenaryError(
    'storage_unavailable',
    'The server went away before it answered; whether it was done is not known.',
  )
}
