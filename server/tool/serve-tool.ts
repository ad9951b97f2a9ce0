import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import type { Services } from '#server/services.ts'
import { PlenaryError } from '#shared/errors.ts'
import { runRequest } from './run-request.ts'
import { type ToolAnswer, toolRequest } from './tool-request.ts'
import { toolAddress } from './tool-socket.ts'

/**
 * Takes the tool's commands while the server runs, so that its writer executes them. Whoever may
 * open the socket owns the machine's account (0600). The caller has made sure that no other server
 * answers here. Returns how to stop.
 */
export async function serveTool(
  services: Pick<Services, 'config' | 'storage' | 'clock' | 'publicUrl' | 'log'>,
): Promise<{ close(): Promise<void> }> {
  const address = toolAddress(services.config.dataDir)
  const isFile = process.platform !== 'win32'
  // What a killed server left behind.
  if (isFile) rmSync(address, { force: true })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', (error) => services.log.debug({ err: error }, 'the tool went away'))
    answerLines(services, socket)
  })
  await listen(server, address)
  if (isFile) chmodSync(address, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
}

type Needed = Parameters<typeof serveTool>[0]

/** A request a line; the answers go back as lines. */
function answerLines(services: Needed, socket: Socket): void {
  const send = (answer: ToolAnswer) => void socket.write(`${JSON.stringify(answer)}\n`)
  const lines = createInterface({ input: socket, crlfDelay: Infinity })
  lines.on('line', (line) => {
    answer(services, line, send).catch((error: unknown) => {
      const isExpected = error instanceof PlenaryError && error.code !== 'internal'
      if (!isExpected) services.log.error({ err: error }, 'the tool’s command failed')
      const message = error instanceof Error ? error.message : String(error)
      send({ kind: 'failed', code: isExpected ? error.code : 'internal', message })
    })
  })
}

async function answer(
  services: Needed,
  line: string,
  send: (answer: ToolAnswer) => void,
): Promise<void> {
  const parsed = toolRequest.safeParse(JSON.parse(line))
  if (!parsed.success)
    throw new PlenaryError('invalid', 'The tool and the server are of different versions.')
  const outcome = await runRequest(services, parsed.data, (words) => send({ kind: 'say', words }))
  send({ kind: 'done', outcome })
}
